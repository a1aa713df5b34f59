// A custom-drawn window of wxGTK is a wxPizza, a GtkFixed without role or name. Its accessible object is
// replaced, for the whole class, by a type of ours that answers from a node attached to the widget; a widget
// without a node behaves as before.
#include "shared/ui/a11y.h"
#include "shared/ui/a11y_parts.h"

#include <gtk/gtk-a11y.h>
#include <gtk/gtk.h>
#include <wx/event.h>
#include <wx/window.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

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

/// The objects of what a window draws by itself.
struct Parts {
    Parts() = default;
    Parts(Parts const&) = delete;
    Parts& operator=(Parts const&) = delete;
    ~Parts()
    {
        for (auto* one : objects)
            g_object_unref(one);
    }
    std::vector<AtkObject*> objects;
};

constexpr char const* parts_key = "meguri-a11y-parts";
constexpr char const* part_key = "meguri-a11y-part";

Parts* parts_of(gpointer accessible)
{
    auto* const widget = widget_of(accessible);
    return widget == nullptr ? nullptr : static_cast<Parts*>(g_object_get_data(object_of(widget), parts_key));
}

AtkObjectClass* container_class()
{
    return ATK_OBJECT_CLASS(g_type_class_peek(GTK_TYPE_CONTAINER_ACCESSIBLE));
}

gint count_children(AtkObject* accessible)
{
    auto const* const parts = parts_of(accessible);
    return parts == nullptr ? container_class()->get_n_children(accessible)
                            : static_cast<gint>(parts->objects.size());
}

AtkObject* ref_child(AtkObject* accessible, gint index)
{
    auto const* const parts = parts_of(accessible);
    if (parts == nullptr)
        return container_class()->ref_child(accessible, index);
    bool const is_there = index >= 0 && static_cast<std::size_t>(index) < parts->objects.size();
    return is_there ? static_cast<AtkObject*>(g_object_ref(parts->objects[static_cast<std::size_t>(index)]))
                    : nullptr;
}

void fill_class(gpointer klass, gpointer /*unused*/)
{
    ATK_OBJECT_CLASS(klass)->ref_state_set = states;
    ATK_OBJECT_CLASS(klass)->get_n_children = count_children;
    ATK_OBJECT_CLASS(klass)->ref_child = ref_child;
}

A11yPart const* part_of(gpointer object)
{
    return static_cast<A11yPart const*>(g_object_get_data(object_of(object), part_key));
}

GtkWidget* widget_around(gpointer object)
{
    auto* const parent = atk_object_get_parent(ATK_OBJECT(object));
    return parent == nullptr ? nullptr : widget_of(parent);
}

bool is_part_shown(gpointer object)
{
    auto* const widget = widget_around(object);
    return widget != nullptr && gtk_widget_is_sensitive(widget) != FALSE
        && gtk_widget_get_mapped(widget) != FALSE;
}

AtkStateSet* part_states(AtkObject* object)
{
    auto* const set = ATK_OBJECT_CLASS(g_type_class_peek(ATK_TYPE_OBJECT))->ref_state_set(object);
    if (is_part_shown(object))
        for (auto const state :
            {ATK_STATE_VISIBLE, ATK_STATE_SHOWING, ATK_STATE_ENABLED, ATK_STATE_SENSITIVE})
            atk_state_set_add_state(set, state);
    return set;
}

gint part_index(AtkObject* object)
{
    auto* const parent = atk_object_get_parent(object);
    auto const* const parts = parent == nullptr ? nullptr : parts_of(parent);
    if (parts == nullptr)
        return -1;
    auto const found = std::find(parts->objects.begin(), parts->objects.end(), object);
    return found == parts->objects.end() ? -1 : static_cast<gint>(found - parts->objects.begin());
}

void fill_part_class(gpointer klass, gpointer /*unused*/)
{
    ATK_OBJECT_CLASS(klass)->ref_state_set = part_states;
    ATK_OBJECT_CLASS(klass)->get_index_in_parent = part_index;
}

gboolean press_part(AtkAction* action, gint index)
{
    auto const* const part = part_of(action);
    if (part == nullptr || !part->press || index != 0 || !is_part_shown(action))
        return FALSE;
    auto const press = part->press;
    press();
    return TRUE;
}

gint count_part_actions(AtkAction* action)
{
    auto const* const part = part_of(action);
    return part != nullptr && part->press ? 1 : 0;
}

void fill_part_action(gpointer interface, gpointer /*unused*/)
{
    auto* const table = static_cast<AtkActionIface*>(interface);
    table->do_action = press_part;
    table->get_n_actions = count_part_actions;
    table->get_name = action_name;
}

void part_extents(AtkComponent* component, gint* x, gint* y, gint* width, gint* height, AtkCoordType type)
{
    auto const* const part = part_of(component);
    auto* const parent = atk_object_get_parent(ATK_OBJECT(component));
    if (part == nullptr || parent == nullptr)
        return;
    gint left = 0;
    gint top = 0;
    gint all_width = 0;
    gint all_height = 0;
    atk_component_get_extents(ATK_COMPONENT(parent), &left, &top, &all_width, &all_height, type);
    *x = left + part->x;
    *y = top + part->y;
    *width = part->width;
    *height = part->height;
}

void fill_part_component(gpointer interface, gpointer /*unused*/)
{
    static_cast<AtkComponentIface*>(interface)->get_extents = part_extents;
}

GType part_type()
{
    static GType const type = [] {
        GTypeQuery parent;
        g_type_query(ATK_TYPE_OBJECT, &parent);
        GTypeInfo description{};
        description.class_size = static_cast<guint16>(parent.class_size);
        description.instance_size = static_cast<guint16>(parent.instance_size);
        description.class_init = fill_part_class;
        auto const made = g_type_register_static(
            ATK_TYPE_OBJECT, "MeguriAccessiblePart", &description, static_cast<GTypeFlags>(0));
        GInterfaceInfo const action{fill_part_action, nullptr, nullptr};
        g_type_add_interface_static(made, ATK_TYPE_ACTION, &action);
        GInterfaceInfo const component{fill_part_component, nullptr, nullptr};
        g_type_add_interface_static(made, ATK_TYPE_COMPONENT, &component);
        return made;
    }();
    return type;
}

void give_part(AtkObject* object, A11yPart part)
{
    auto kept = std::make_unique<A11yPart>(std::move(part));
    g_object_set_data_full(object_of(object), part_key, kept.release(),
        [](gpointer data) { delete static_cast<A11yPart*>(data); });
}

AtkObject* new_part(AtkObject* parent, A11yPart part)
{
    auto* const object = static_cast<AtkObject*>(g_object_new(part_type(), nullptr));
    atk_object_set_role(object, ATK_ROLE_PUSH_BUTTON);
    atk_object_set_name(object, part.name.c_str());
    atk_object_set_parent(object, parent);
    give_part(object, std::move(part));
    return object;
}

void drop_part(AtkObject* parent, Parts& parts)
{
    auto* const last = parts.objects.back();
    auto const index = static_cast<guint>(parts.objects.size() - 1);
    parts.objects.pop_back();
    g_signal_emit_by_name(parent, "children-changed::remove", index, last, nullptr);
    atk_object_notify_state_change(last, ATK_STATE_DEFUNCT, TRUE);
    g_object_set_data(object_of(last), part_key, nullptr);
    g_object_unref(last);
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
    auto* widget = gtk_of(window);
    // A field of several lines is a scroller around the text; a reader meets the text.
    if (GTK_IS_SCROLLED_WINDOW(widget))
        if (auto* const inside = gtk_bin_get_child(GTK_BIN(widget)); GTK_IS_TEXT_VIEW(inside))
            widget = inside;
    auto* const accessible = gtk_widget_get_accessible(widget);
    auto const* const before = atk_object_get_name(accessible);
    // Saying the same name again would be read aloud again.
    if (before == nullptr || name != before)
        atk_object_set_name(accessible, name.c_str());
}

void expose_parts(wxWindow& window, std::vector<A11yPart> parts)
{
    auto* const widget = gtk_of(window);
    auto* const accessible = gtk_widget_get_accessible(widget);
    auto* kept = static_cast<Parts*>(g_object_get_data(object_of(widget), parts_key));
    if (kept == nullptr) {
        kept = std::make_unique<Parts>().release();
        g_object_set_data_full(
            object_of(widget), parts_key, kept, [](gpointer data) { delete static_cast<Parts*>(data); });
        window.Bind(wxEVT_DESTROY, [&window, widget](wxWindowDestroyEvent& event) {
            if (event.GetEventObject() == &window)
                g_object_set_data(object_of(widget), parts_key, nullptr);
            event.Skip();
        });
    }
    while (kept->objects.size() > parts.size())
        drop_part(accessible, *kept);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i < kept->objects.size()) {
            auto* const object = kept->objects[i];
            auto const* const before = atk_object_get_name(object);
            if (before == nullptr || parts[i].name != before)
                atk_object_set_name(object, parts[i].name.c_str());
            give_part(object, std::move(parts[i]));
            continue;
        }
        kept->objects.push_back(new_part(accessible, std::move(parts[i])));
        g_signal_emit_by_name(
            accessible, "children-changed::add", static_cast<guint>(i), kept->objects.back(), nullptr);
    }
}

} // namespace meguri::ui
