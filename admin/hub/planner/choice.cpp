#include "admin/hub/planner/choice.h"

#include <coin/CbcModel.hpp>
#include <coin/CglClique.hpp>
#include <coin/CglGomory.hpp>
#include <coin/CglKnapsackCover.hpp>
#include <coin/CoinError.hpp>
#include <coin/OsiClpSolverInterface.hpp>

#include <algorithm>
#include <cmath>

namespace meguri::hub::planner {

namespace {

/// A column for each option (how often it is driven), then one for each wish (whether it has a day at all).
class Programme {
public:
    Programme(std::vector<OptionGroup> const& groups, std::vector<int> const& wanted, int most_nodes)
        : m_most_nodes(most_nodes)
    {
        m_solver.messageHandler()->setLogLevel(0);
        std::vector<CoinPackedVector> wish_rows(wanted.size());
        for (auto const& group : groups) {
            CoinPackedVector row;
            for (auto const& option : group.options) {
                int const column = add_column(group.dates);
                row.insert(column, 1);
                for (auto const wish : option.wishes)
                    wish_rows[wish].insert(column, 1);
            }
            m_solver.addRow(row, 0, group.dates);
        }
        m_options = m_solver.getNumCols();
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            m_solver.addRow(wish_rows[i], 0, wanted[i]);
            auto has_day = wish_rows[i];
            has_day.insert(add_column(1), -1);
            m_solver.addRow(has_day, 0, m_solver.getInfinity());
        }
        m_best.assign(static_cast<std::size_t>(m_solver.getNumCols()), 0);
    }

    int options() const { return m_options; }
    std::size_t columns() const { return m_best.size(); }
    std::vector<double> const& best() const { return m_best; }
    bool is_proved_best() const { return m_is_proved_best; }

    /// Lowers this sum of whole numbers as far as it goes, and holds it there for the goals to come.
    void lower(std::vector<double> const& costs)
    {
        if (std::all_of(costs.begin(), costs.end(), [](double cost) { return cost == 0; }))
            return;
        m_solver.setObjective(costs.data());
        CbcModel model(m_solver);
        model.setLogLevel(0);
        model.messageHandler()->setLogLevel(0);
        model.setMaximumNodes(m_most_nodes);
        // Whole numbers: nothing lies between two of them.
        model.setDblParam(CbcModel::CbcAllowableGap, 0.5);
        add_cuts(model);
        double const known = sum(costs);
        model.setBestSolution(m_best.data(), static_cast<int>(m_best.size()), known, true);
        model.branchAndBound();
        if (double const* found = model.bestSolution()) {
            std::vector<double> rounded(found, found + m_best.size());
            for (auto& value : rounded)
                value = std::round(value);
            rounded.swap(m_best);
            if (sum(costs) > known)
                rounded.swap(m_best);
        }
        m_is_proved_best = m_is_proved_best && model.isProvenOptimal();
        CoinPackedVector row;
        for (std::size_t i = 0; i < costs.size(); ++i)
            if (costs[i] != 0)
                row.insert(static_cast<int>(i), costs[i]);
        m_solver.addRow(row, -m_solver.getInfinity(), sum(costs));
    }

private:
    int add_column(int most)
    {
        int const column = m_solver.getNumCols();
        m_solver.addCol(0, nullptr, nullptr, 0, most, 0);
        m_solver.setInteger(column);
        return column;
    }
    double sum(std::vector<double> const& costs) const
    {
        double all = 0;
        for (std::size_t i = 0; i < costs.size(); ++i)
            all += costs[i] * m_best[i];
        return all;
    }
    static void add_cuts(CbcModel& model)
    {
        CglGomory gomory;
        CglKnapsackCover covers;
        CglClique cliques;
        model.addCutGenerator(&gomory, -1, "Gomory");
        model.addCutGenerator(&covers, -1, "Cover");
        model.addCutGenerator(&cliques, -1, "Clique");
    }

    int m_most_nodes;
    OsiClpSolverInterface m_solver;
    int m_options = 0;
    std::vector<double> m_best; ///< No day for anybody, to begin with.
    bool m_is_proved_best = true;
};

/// What the four goals cost, by column.
std::vector<std::vector<double>> goals_of(std::vector<OptionGroup> const& groups, Programme const& programme)
{
    std::vector<std::vector<double>> goals(4, std::vector<double>(programme.columns(), 0));
    std::size_t column = 0;
    for (auto const& group : groups)
        for (auto const& option : group.options) {
            goals[0][column] = -static_cast<double>(option.wishes.size());
            goals[2][column] = option.rank;
            goals[3][column] = option.hectometres;
            ++column;
        }
    for (; column < programme.columns(); ++column)
        goals[1][column] = -1;
    return goals;
}

} // namespace

base::Result<Choice> choose(
    std::vector<OptionGroup> const& groups, std::vector<int> const& wanted, int most_nodes)
{
    try {
        Programme programme(groups, wanted, most_nodes);
        for (auto const& goal : goals_of(groups, programme))
            programme.lower(goal);
        Choice choice;
        choice.is_proved_best = programme.is_proved_best();
        std::size_t column = 0;
        for (auto const& group : groups) {
            choice.times.emplace_back();
            for (std::size_t i = 0; i < group.options.size(); ++i)
                choice.times.back().push_back(static_cast<int>(programme.best()[column++]));
        }
        return choice;
    } catch (CoinError const& error) {
        return base::fail(
            base::ErrorKind::Broken, "the solver failed: " + error.className() + ": " + error.message());
    }
}

} // namespace meguri::hub::planner
