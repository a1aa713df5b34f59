// What the desk draws of figures: seats as squares, the bars of a year, the prefecture as tiles, one card of
// the subsidy board. Each has a name that says the same in words. Window's thread.
#pragma once

#include "admin/desk/models/bars.h"
#include "admin/desk/models/roster_table.h"
#include "admin/desk/models/subsidy_board.h"
#include "admin/desk/models/tile_map.h"
#include "admin/desk/views/painted.h"

#include <functional>
#include <string>
#include <vector>

namespace meguri::desk::views {

class SeatSquares final : public Painted {
public:
    SeatSquares(wxWindow* parent, Look& look);
    void show(std::vector<models::Seat> const& seats, std::string const& words);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;

    std::vector<models::Seat> m_seats;
    std::string m_words;
};

class BarChart final : public Painted {
public:
    BarChart(wxWindow* parent, Look& look);
    void show(models::Bars bars);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;
    void paint_legend(ui::Canvas& canvas, ui::Box const& all);
    void paint_scale(ui::Canvas& canvas, ui::Box const& plot);
    void paint_bar(ui::Canvas& canvas, ui::Box const& plot, std::size_t place);
    ui::Lines label_lines(std::string const& label, double cell) const;
    double label_height(double cell) const;

    models::Bars m_bars;
};

class TileMapView final : public Painted {
public:
    TileMapView(wxWindow* parent, Look& look, std::function<void(std::string const&)> chosen);
    void show(models::TileMap map, std::string const& chosen);

    bool AcceptsFocus() const override { return true; }
    bool AcceptsFocusFromKeyboard() const override { return true; }

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;
    void paint_tile(ui::Canvas& canvas, models::Tile const& tile);
    void paint_legend(ui::Canvas& canvas);
    void fit();
    void expose_tiles();
    ui::Box box_of(models::Tile const& tile) const;
    void take_key(wxKeyEvent& event);
    void take_click(wxMouseEvent const& event);

    models::TileMap m_map;
    wxSize m_tile; ///< Smaller where there are many.
    std::string m_chosen;
    std::function<void(std::string const&)> m_told;
};

class SubsidyCard final : public Painted {
public:
    SubsidyCard(wxWindow* parent, Look& look, models::BoardCard card, std::string const& step, bool is_chosen,
        std::function<void()> press);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;

    models::BoardCard m_card;
    bool m_is_chosen;
};

/// The steps a subsidy went, top down, with the line between them.
class History final : public Painted {
public:
    History(wxWindow* parent, Look& look);
    void show(std::vector<models::HistoryLine> const& lines);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;

    std::vector<models::HistoryLine> m_lines;
};

} // namespace meguri::desk::views
