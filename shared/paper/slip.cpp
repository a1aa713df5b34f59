#include "shared/paper/slip.h"

#include "shared/paper/marks.h"
#include "shared/paper/pdf_surface.h"
#include "shared/paper/qr_code.h"
#include "shared/paper/typesetter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

namespace meguri::paper {

namespace {

// The page is laid out in the printer's own dots, so that modules of the code and edges of plates fall on
// whole ones.
constexpr double dots_per_inch = 203;
constexpr double points_per_dot = 72 / dots_per_inch;
constexpr double paper_width_mm = 80;
constexpr double longest_paper_mm = 400;
constexpr double left = 32; // 4 mm that the printing head does not reach.
constexpr double width = 576; // 72 mm that it does.
constexpr double right = left + width;
constexpr double page_edge = 24; // Above the first and below the last ink.
constexpr double sheet_width_mm = 210;
constexpr double sheet_height_mm = 297;
constexpr double sheet_edge_mm = 12; // No office printer reaches the edges.
constexpr double most_enlarged = 2.2; // Larger letters than these are no easier to read.
constexpr double code_target = 168; // 21 mm, met as nearly as whole dots a module allow.
constexpr int most_modules = 45; // Beyond it a module would be under half a millimetre.
constexpr std::size_t longest_text_bytes = 1000; // Some 330 characters: setting far more would take seconds.

constexpr double heading_em = 36;
constexpr double small_em = 25;
constexpr double plate_em = 60;
constexpr double number_em = 88;
constexpr double date_em = 58;
constexpr double time_em = 44;
constexpr double title_em = 36;
constexpr double body_em = 31;
constexpr double staff_phone_em = 35;
constexpr double foot_em = 24;
constexpr double place_gap = 18;

std::string filled(std::string text, std::string_view name, std::string const& value)
{
    auto const slot = "{" + std::string(name) + "}";
    auto const at = text.find(slot);
    return at == std::string::npos ? text : text.replace(at, slot.size(), value);
}

std::string joined(std::string const& one, std::string const& separator, std::string const& other)
{
    return one.empty() || other.empty() ? one + other : one + separator + other;
}

SlipStateWords const& words_of(SlipState state, SlipWords const& words)
{
    switch (state) {
    case SlipState::Confirmed:
        return words.confirmed;
    case SlipState::Provisional:
        return words.provisional;
    case SlipState::Waiting:
        return words.waiting;
    case SlipState::Entered:
        return words.entered;
    case SlipState::Refused:
        return words.refused;
    case SlipState::Cancelled:
        return words.cancelled;
    }
    base::verify(false, "a slip state without words");
    return words.provisional;
}

Mark mark_of(SlipState state)
{
    if (state == SlipState::Confirmed)
        return Mark::Tick;
    return state == SlipState::Refused || state == SlipState::Cancelled ? Mark::Cross : Mark::Hourglass;
}

/// Draws one slip from top to bottom on a context whose unit is the dot.
class SlipPage {
public:
    SlipPage(cairo_t* context, PangoFontMap* fonts, Slip const& slip, SlipWords const& words,
        std::optional<QrCode> const& code)
        : m_cairo(context)
        , m_type(context, fonts)
        , m_slip(slip)
        , m_words(words)
        , m_state_words(words_of(slip.state, words))
        , m_code(code)
    {
        cairo_set_source_rgb(m_cairo, 0, 0, 0);
    }

    bool has_font() const { return m_type.has_font(); }

    /// Gives the height of paper, in dots.
    double draw()
    {
        draw_head();
        draw_plate();
        draw_promise();
        draw_reason();
        draw_number();
        draw_class();
        draw_place();
        draw_advice();
        draw_foot();
        return std::ceil(m_y + page_edge) - 0.01; // A hair less than whole, so that no reader adds a dot.
    }

private:
    bool has_seat_to_come() const
    {
        return m_slip.state != SlipState::Refused && m_slip.state != SlipState::Cancelled;
    }

    void in_white() { cairo_set_source_rgb(m_cairo, 1, 1, 1); }
    void in_black() { cairo_set_source_rgb(m_cairo, 0, 0, 0); }

    /// Writes under what stands already, if there is anything to write.
    void write(std::string const& text, Type const& type, double gap)
    {
        if (!text.empty())
            m_y += gap + m_type.write(text, type, {left, m_y + gap, width});
    }

    void draw_rule()
    {
        m_y = std::round(m_y) + 14;
        std::array const dashes{6.0, 3.0};
        cairo_save(m_cairo);
        cairo_set_antialias(m_cairo, CAIRO_ANTIALIAS_NONE);
        cairo_set_line_width(m_cairo, 3);
        cairo_set_dash(m_cairo, dashes.data(), static_cast<int>(dashes.size()), 0);
        cairo_move_to(m_cairo, left, m_y + 1.5);
        cairo_line_to(m_cairo, right, m_y + 1.5);
        cairo_stroke(m_cairo);
        cairo_restore(m_cairo);
        m_y += 3;
    }

    void draw_head()
    {
        double const mark_size = 56;
        double const text_left = left + mark_size + 18;
        double const text_width = right - text_left;
        draw_mark(m_cairo, Mark::Route, left, m_y + 10, mark_size);
        Type const heading{.em = heading_em, .weight = Weight::Bold};
        m_y += m_type.write(m_state_words.heading, heading, {text_left, m_y + 4, text_width}) + 4;
        auto const service = joined(m_words.service, m_words.separator, m_slip.municipality);
        m_y += 8 + m_type.write(service, {.em = small_em}, {text_left, m_y + 8, text_width});
    }

    std::string plate_text() const
    {
        if (m_slip.state != SlipState::Waiting || m_slip.place_in_line < 1)
            return m_state_words.plate;
        auto const place = filled(m_words.place_in_line, "place", std::to_string(m_slip.place_in_line));
        return m_state_words.plate + " " + place;
    }

    /// Black with white words when the seat is sure, outlined when it is not: told apart from across a room.
    void draw_plate_ground(double height)
    {
        if (m_slip.state == SlipState::Confirmed) {
            round_rectangle(m_cairo, left, m_y, width, height, 10);
            cairo_fill(m_cairo);
            in_white();
            return;
        }
        double const border = 6;
        cairo_set_line_width(m_cairo, border);
        round_rectangle(m_cairo, left + border / 2, m_y + border / 2, width - border, height - border, 9);
        cairo_stroke(m_cairo);
    }

    void draw_plate()
    {
        m_y = std::round(m_y) + 16;
        double const padding = 20, mark_size = 64, mark_gap = 20, note_gap = 22;
        double const room = width - 2 * padding;
        auto const text = plate_text();
        auto const large
            = m_type.fitted(text, {.em = plate_em, .weight = Weight::Bold}, room - mark_size - mark_gap, 0.6);
        auto const text_size = m_type.measure(text, large, room - mark_size - mark_gap);
        Type note_type{.em = 27};
        auto note = m_state_words.note;
        auto const note_size = note.empty() ? Extent{} : m_type.measure(note, note_type, room);
        double const row = mark_size + mark_gap + text_size.width;
        bool const is_beside = !note.empty() && row + note_gap + note_size.width <= room;
        double const row_height = std::max(text_size.height, mark_size);
        double height = row_height + 2 * padding;
        if (!note.empty() && !is_beside) {
            std::replace(note.begin(), note.end(), '\n', ' ');
            height += m_type.measure(note, note_type, room).height + 10;
        }
        height = std::round(height);
        draw_plate_ground(height);
        double const row_width = row + (is_beside ? note_gap + note_size.width : 0);
        double const x = left + (width - row_width) / 2;
        double const middle = m_y + padding + row_height / 2;
        draw_mark(m_cairo, mark_of(m_slip.state), x, middle - mark_size / 2, mark_size);
        m_type.write(
            text, large, {x + mark_size + mark_gap, middle - text_size.height / 2, text_size.width + 1});
        if (is_beside)
            m_type.write(
                note, note_type, {x + row + note_gap, middle - note_size.height / 2, note_size.width + 1});
        else if (!note.empty()) {
            note_type.align = Align::Centre;
            m_type.write(note, note_type, {left + padding, m_y + padding + row_height + 6, room});
        }
        in_black();
        m_y += height;
    }

    /// What happens next, and by when, in white on black.
    void draw_promise()
    {
        auto const when
            = m_slip.call_by.empty() ? std::string() : filled(m_state_words.when, "call_by", m_slip.call_by);
        auto const& promise = m_state_words.promise;
        if (when.empty() && promise.empty())
            return;
        m_y += 12;
        double const padding = 16, gap = 8, inside = width - 2 * padding;
        auto const when_type
            = m_type.fitted(when, {.em = 36, .weight = Weight::Bold, .align = Align::Centre}, inside);
        Type const promise_type{.em = body_em, .align = Align::Centre};
        double const when_height = when.empty() ? 0 : m_type.measure(when, when_type, inside).height;
        double const promise_height
            = promise.empty() ? 0 : m_type.measure(promise, promise_type, inside).height;
        double const between = when.empty() || promise.empty() ? 0 : gap;
        double const height = std::round(when_height + between + promise_height + 2 * padding);
        round_rectangle(m_cairo, left, m_y, width, height, 10);
        cairo_fill(m_cairo);
        in_white();
        if (!when.empty())
            m_type.write(when, when_type, {left + padding, m_y + padding, inside});
        if (!promise.empty())
            m_type.write(
                promise, promise_type, {left + padding, m_y + padding + when_height + between, inside});
        in_black();
        m_y += height;
    }

    void draw_reason() { write(m_slip.reason, {.em = body_em}, 16); }

    void draw_number()
    {
        write(m_words.number, {.em = small_em, .align = Align::Centre}, 14);
        auto const large = m_type.fitted(
            m_slip.number, {.em = number_em, .weight = Weight::Bold, .align = Align::Centre}, width);
        write(m_slip.number, large, 0);
        draw_rule();
    }

    /// Draws the code at the right edge of the print; gives the width it takes from the words, quiet zone
    /// included.
    double draw_code(double top)
    {
        if (!m_code)
            return 0;
        double const module = std::round(code_target / m_code->size());
        double const side = module * m_code->size();
        double const code_left = right - side;
        cairo_save(m_cairo);
        cairo_set_antialias(m_cairo, CAIRO_ANTIALIAS_NONE);
        // cairo rounds to 1/256 point, and a PDF reader blackens every dot that an edge so much as touches:
        // this little less keeps each module to its own dots.
        double const inset = 0.02;
        // One rectangle for each run of dark modules in a row: fewer edges.
        for (int row = 0; row < m_code->size(); ++row)
            for (int column = 0; column < m_code->size(); ++column) {
                int const first = column;
                while (column < m_code->size() && m_code->is_dark(column, row))
                    ++column;
                if (column > first)
                    cairo_rectangle(m_cairo, code_left + first * module + inset, top + row * module + inset,
                        (column - first) * module - 2 * inset, module - 2 * inset);
            }
        cairo_fill(m_cairo);
        cairo_restore(m_cairo);
        m_code_bottom = top + side + quiet_modules * module;
        return side + quiet_modules * module;
    }

    void draw_class()
    {
        m_y += 10;
        // The quiet zone counts from the rule above.
        double const code_top = m_y + 20;
        double const column = width - draw_code(code_top);
        double y = m_y + 18;
        auto const line = [&](std::string const& text, Type const& type, double gap) {
            if (!text.empty())
                y += gap + m_type.write(text, type, {left, y + gap, column});
        };
        Type const date{.em = date_em, .weight = Weight::Bold};
        line(m_slip.date, m_type.fitted(m_slip.date, date, column, 0.6), 0);
        Type const time{.em = time_em, .weight = Weight::Bold};
        line(m_slip.time, m_type.fitted(m_slip.time, time, column), 14);
        Type const title{.em = title_em, .weight = Weight::Bold};
        line(m_slip.title, m_type.fitted(m_slip.title, title, column, 0.85), 18);
        m_y = std::max(y, m_code_bottom - place_gap);
    }

    void draw_place()
    {
        write(m_slip.place, {.em = body_em, .weight = Weight::Bold}, place_gap);
        write(m_slip.address, {.em = body_em}, 10);
        if (!m_slip.place_phone.empty())
            write(filled(m_words.place_phone, "phone", m_slip.place_phone), {.em = body_em}, 10);
        draw_rule();
    }

    /// One line of advice: its mark, then the words, indented as far as all of them.
    void draw_line(std::optional<Mark> mark, std::string const& text, double gap)
    {
        double const text_left = left + 56;
        double const top = m_y + gap;
        if (mark)
            draw_mark(m_cairo, *mark, left, top - 3, 38);
        m_y = top + m_type.write(text, {.em = body_em}, {text_left, top, right - text_left});
    }

    void draw_staff_phone()
    {
        if (m_slip.staff_phone.empty())
            return draw_staff_below();
        double const text_left = left + 56, between = 16;
        m_y += 10;
        Type const bold{.em = staff_phone_em, .weight = Weight::Bold};
        auto const phone = m_type.measure(m_slip.staff_phone, bold, right - text_left);
        auto const staff = m_type.measure(m_slip.staff, {.em = body_em}, width);
        m_type.write(m_slip.staff_phone, bold, {text_left, m_y, right - text_left});
        double const staff_left = text_left + phone.width + between;
        if (staff_left + staff.width <= right && staff.height <= body_em * 1.1) {
            m_type.write(m_slip.staff, {.em = body_em}, {staff_left, m_y + 3, staff.width + 1});
            m_y += phone.height;
            return;
        }
        m_y += phone.height;
        draw_staff_below();
    }

    void draw_staff_below()
    {
        if (!m_slip.staff.empty())
            draw_line(std::nullopt, m_slip.staff, 8);
    }

    void draw_advice()
    {
        bool const has_way = has_seat_to_come() && !m_slip.is_at_home;
        if (has_way) {
            draw_line(Mark::Bag,
                m_slip.bring.empty() ? m_words.bring_slip_only : filled(m_words.bring, "bring", m_slip.bring),
                16);
            draw_line(Mark::Arrive, m_words.arrive, 16);
        }
        draw_line(Mark::Telephone, has_way ? m_words.cannot_come : m_words.ask, 16);
        draw_staff_phone();
        if (has_seat_to_come())
            draw_line(std::nullopt, m_words.or_at_machine, 10);
        draw_rule();
    }

    void draw_foot()
    {
        Type const foot{.em = foot_em, .align = Align::Centre};
        write(filled(m_words.issued, "issued", m_slip.issued), foot, 14);
        auto const one_line = joined(m_slip.issued_by, m_words.separator, m_slip.fee);
        if (m_type.measure(one_line, foot, width).height < 2 * foot_em)
            return write(one_line, foot, 8);
        write(m_slip.issued_by, foot, 8);
        write(m_slip.fee, foot, 8);
    }

    cairo_t* m_cairo;
    Typesetter m_type;
    Slip const& m_slip;
    SlipWords const& m_words;
    SlipStateWords const& m_state_words;
    std::optional<QrCode> const& m_code;
    double m_y = page_edge;
    double m_code_bottom = 0;
};

base::Result<void> check(Slip const& slip)
{
    bool const promises_call = slip.state == SlipState::Provisional || slip.state == SlipState::Entered;
    std::array const needed{std::pair{"number", !slip.number.empty()},
        std::pair{"issued", !slip.issued.empty()},
        std::pair{"call_by", !promises_call || !slip.call_by.empty()}};
    for (auto const& [name, is_there] : needed)
        if (!is_there)
            return base::fail(base::ErrorKind::BadInput, std::string("a slip needs ") + name);
    std::array const texts{std::pair{"number", &slip.number}, std::pair{"call_by", &slip.call_by},
        std::pair{"reason", &slip.reason}, std::pair{"date", &slip.date}, std::pair{"time", &slip.time},
        std::pair{"title", &slip.title}, std::pair{"code_text", &slip.code_text},
        std::pair{"place", &slip.place}, std::pair{"address", &slip.address},
        std::pair{"place_phone", &slip.place_phone}, std::pair{"bring", &slip.bring},
        std::pair{"staff_phone", &slip.staff_phone}, std::pair{"staff", &slip.staff},
        std::pair{"municipality", &slip.municipality}, std::pair{"issued", &slip.issued},
        std::pair{"issued_by", &slip.issued_by}, std::pair{"fee", &slip.fee}};
    for (auto const& [name, text] : texts) {
        if (text->size() > longest_text_bytes)
            return base::fail(base::ErrorKind::BadInput, std::string(name) + " is too long for a slip");
        if (g_utf8_validate_len(text->data(), text->size(), nullptr) == FALSE)
            return base::fail(base::ErrorKind::BadInput, std::string(name) + " is not UTF-8 text");
    }
    return {};
}

} // namespace

namespace {

/// In the middle of a sheet of A4, from its top, as large as it fits.
void place_on_sheet(cairo_t* context, double height)
{
    double const slip_height_mm = height * points_per_dot / points_per_mm;
    double const slip_width_mm = width * points_per_dot / points_per_mm;
    double const scale = std::min({most_enlarged, (sheet_height_mm - 2 * sheet_edge_mm) / slip_height_mm,
        (sheet_width_mm - 2 * sheet_edge_mm) / slip_width_mm});
    double const middle = (left + width / 2) * points_per_dot;
    cairo_translate(
        context, sheet_width_mm / 2 * points_per_mm - scale * middle, sheet_edge_mm * points_per_mm);
    cairo_scale(context, scale, scale);
}

} // namespace

base::Result<std::string> slip_pdf(Slip const& slip, SlipWords const& words, SlipPaper paper)
{
    if (auto const sound = check(slip); !sound)
        return base::fail(sound.error());
    std::optional<QrCode> code;
    if (!slip.code_text.empty()) {
        auto encoded = encode_text(slip.code_text);
        if (!encoded)
            return base::fail(base::ErrorKind::BadInput, "code_text: " + encoded.error().message);
        if (encoded->size() > most_modules)
            return base::fail(base::ErrorKind::BadInput, "code_text is too long for the small code");
        code = std::move(*encoded);
    }
    auto const fonts = open_fonts();
    auto const measuring = measuring_context();
    SlipPage trial(measuring.get(), fonts.get(), slip, words, code);
    if (!trial.has_font())
        return base::fail(base::ErrorKind::NotFound, "the font BIZ UDGothic is not installed");
    double const height = trial.draw();
    if (height > longest_paper_mm / 25.4 * dots_per_inch)
        return base::fail(base::ErrorKind::BadInput, "the slip's texts would make it longer than 400 mm");

    bool const is_roll = paper == SlipPaper::Roll80;
    double const page_width = is_roll ? paper_width_mm * points_per_mm : sheet_width_mm * points_per_mm;
    double const page_height = is_roll ? height * points_per_dot : sheet_height_mm * points_per_mm;
    PdfSurface pdf(page_width, page_height, words_of(slip.state, words).heading);
    if (!is_roll)
        place_on_sheet(pdf.context(), height);
    cairo_scale(pdf.context(), points_per_dot, points_per_dot);
    SlipPage(pdf.context(), fonts.get(), slip, words, code).draw();
    return pdf.finish();
}

} // namespace meguri::paper
