// A custom-drawn window of wxGTK is a wxPizza, a GtkFixed without role or name. Its accessible object is
// replaced, for the whole class, by a type of ours that answers from a node attached to the widget; a widget
// without a node behaves as before.
#include "shared/ui/a11y.h"

#include <gtk/gtk-a11y.h>
#include <gtk/gtk.h>
#include <wx/event.h>
#include <wx/window.h>

#include <memory>
#include <utility>

namespace meguri::ui {

namespace {

struct Node {
    std::function<void()> press;
    std::function<bool()> checked;
};

constexpr char const* node_key = "meguri-a11y";

GObject* object_of(gpointer instance)
{
    return G_OBJECT(instance); // NOLINT: GObject's cast
}

GtkWidget* widget_of(gpointer accessible)
{
    return gtk_accessible_get_widget(GTK_ACCESSIBLE(accessible));
}

Node const* node_of(gpointer accessible)
{
    auto* const widget = widget_of(accessible);
    return widget == nullptr ? nullptr
                             : static_cast<Node const*>(g_object_get_data(object_of(widget), node_key));
}

gboolean do_action(AtkAction* action, gint index)
{
    auto const* const node = node_of(action);
    auto* const widget = widget_of(action);
    if (node == nullptr || !node->press || index != 0)
        return FALSE;
    if (gtk_widget_is_sensitive(widget) == FALSE || gtk_widget_get_mapped(widget) == FALSE)
        return FALSE;
    // A copy: pressing may change the page and with it this very node.
    auto const press = node->press;
    press();
    return TRUE;
}

gint count_actions(AtkAction* action)
{
    auto const* const node = node_of(action);
    return node != nullptr && node->press ? 1 : 0;
}

gchar const* action_name(AtkAction* /*action*/, gint index)
{
    return index == 0 ? "click" : nullptr;
}

void fill_action_interface(gpointer interface, gpointer /*unused*/)
{
    auto* const table = static_cast<AtkActionIface*>(interface);
    table->do_action = do_action;
    table->get_n_actions = count_actions;
    table->get_name = action_name;
}

AtkStateSet* states(AtkObject* accessible)
{
    auto* const parent = ATK_OBJECT_CLASS(g_type_class_peek(GTK_TYPE_CONTAINER_ACCESSIBLE));
    auto* const set = parent->ref_state_set(accessible);
    auto const* const node = node_of(accessible);
    if (node != nullptr && node->checked && node->checked())
        atk_state_set_add_state(set, ATK_STATE_CHECKED);
    return set;
}

void fill_class(gpointer klass, gpointer /*unused*/)
{
    ATK_OBJECT_CLASS(klass)->ref_state_set = states;
}

GType register_accessible()
{
    GTypeQuery parent;
    g_type_query(GTK_TYPE_CONTAINER_ACCESSIBLE, &parent);
    GTypeInfo description{};
    description.class_size = static_cast<guint16>(parent.class_size);
    description.instance_size = static_cast<guint16>(parent.instance_size);
    description.class_init = fill_class;
    auto const type = g_type_register_static(
        GTK_TYPE_CONTAINER_ACCESSIBLE, "MeguriAccessible", &description, static_cast<GTypeFlags>(0));
    GInterfaceInfo const action{fill_action_interface, nullptr, nullptr};
    g_type_add_interface_static(type, ATK_TYPE_ACTION, &action);
    return type;
}

/// Once per widget class, and before the first accessible of that class is made.
void take_over_class(GtkWidget* widget)
{
    static GType const type = register_accessible();
    static gpointer taken = nullptr;
    auto* const klass = GTK_WIDGET_GET_CLASS(widget);
    if (taken == klass)
        return;
    taken = klass;
    gtk_widget_class_set_accessible_type(klass, type);
}

/// Native controls keep their own accessible; only wx's bare container needs ours.
bool is_bare_container(GtkWidget* widget)
{
    return g_strcmp0(G_OBJECT_TYPE_NAME(widget), "wxPizza") == 0;
}

AtkRole atk_role(A11yRole role)
{
    switch (role) {
    case A11yRole::Button:
        return ATK_ROLE_PUSH_BUTTON;
    case A11yRole::ToggleButton:
        return ATK_ROLE_TOGGLE_BUTTON;
    case A11yRole::Label:
        return ATK_ROLE_LABEL;
    case A11yRole::Heading:
        return ATK_ROLE_HEADING;
    case A11yRole::Image:
        return ATK_ROLE_IMAGE;
    case A11yRole::Panel:
        return ATK_ROLE_PANEL;
    case A11yRole::Entry:
        return ATK_ROLE_ENTRY;
    case A11yRole::Alert:
        return ATK_ROLE_ALERT;
    case A11yRole::Dialog:
        return ATK_ROLE_DIALOG;
    case A11yRole::Chart:
        return ATK_ROLE_CHART;
    case A11yRole::Table:
        return ATK_ROLE_TABLE;
    }
    return ATK_ROLE_UNKNOWN;
}

GtkWidget* gtk_of(wxWindow& window)
{
    return static_cast<GtkWidget*>(window.GetHandle());
}

/// The node calls into the window; its widget lives a little longer and is asked for its states to the very
/// end.
void forget_at_its_end(wxWindow& window, GtkWidget* widget)
{
    window.Bind(wxEVT_DESTROY, [&window, widget](wxWindowDestroyEvent& event) {
        if (event.GetEventObject() == &window)
            g_object_set_data(object_of(widget), node_key, nullptr);
        event.Skip();
    });
}

} // namespace

void expose(wxWindow& window, std::string const& name, A11yRole role, std::function<void()> press,
    std::function<bool()> checked)
{
    auto* const widget = gtk_of(window);
    if (is_bare_container(widget))
        take_over_class(widget);
    if (g_object_get_data(object_of(widget), node_key) == nullptr)
        forget_at_its_end(window, widget);
    auto node = std::make_unique<Node>(Node{std::move(press), std::move(checked)});
    g_object_set_data_full(
        object_of(widget), node_key, node.release(), [](gpointer data) { delete static_cast<Node*>(data); });
    auto* const accessible = gtk_widget_get_accessible(widget);
    atk_object_set_role(accessible, atk_role(role));
    rename(window, name);
}

void rename(wxWindow& window, std::string const& name)
{
    auto* const accessible = gtk_widget_get_accessible(gtk_of(window));
    auto const* const before = atk_object_get_name(accessible);
    // Saying the same name again would be read aloud again.
    if (before == nullptr || name != before)
        atk_object_set_name(accessible, name.c_str());
}

} // namespace meguri::ui
