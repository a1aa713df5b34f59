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

using Costs = std::vector<double>;

/// A column for each option (how often it is driven), then one for each wish (whether it has a day at all).
class Programme {
public:
    Programme(std::vector<OptionGroup> const& groups, std::vector<int> const& wanted, int most_nodes)
        : m_most_nodes(most_nodes)
    {
        m_solver.messageHandler()->setLogLevel(0);
        std::vector<CoinPackedVector> rows;
        Costs most; // Of each row.
        Costs most_times; // Of each column.
        std::vector<CoinPackedVector> wishes(wanted.size());
        for (auto const& group : groups) {
            CoinPackedVector row;
            for (auto const& option : group.options) {
                auto const column = static_cast<int>(most_times.size());
                row.insert(column, 1);
                for (auto const wish : option.wishes)
                    wishes[wish].insert(column, 1);
                most_times.push_back(group.dates);
            }
            rows.push_back(row);
            most.push_back(group.dates);
        }
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            rows.push_back(wishes[i]);
            most.push_back(wanted[i]);
            wishes[i].insert(static_cast<int>(most_times.size()), -1);
            rows.push_back(wishes[i]);
            most.push_back(m_solver.getInfinity());
            most_times.push_back(1);
        }
        load(rows, most, most_times);
    }

    Costs const& best() const { return m_best; }
    bool is_proved_best() const { return m_is_proved_best; }

    /// Lowers this sum of whole numbers as far as it goes.
    void lower(Costs const& costs)
    {
        m_solver.setObjective(costs.data());
        CbcModel model(m_solver);
        model.setLogLevel(0);
        model.messageHandler()->setLogLevel(0);
        model.setMaximumNodes(m_most_nodes);
        // Whole numbers: nothing lies between two of them.
        model.setDblParam(CbcModel::CbcAllowableGap, 0.5);
        CglGomory gomory;
        CglKnapsackCover covers;
        CglClique cliques;
        model.addCutGenerator(&gomory, -1, "Gomory");
        model.addCutGenerator(&covers, -1, "Cover");
        model.addCutGenerator(&cliques, -1, "Clique");
        model.setBestSolution(m_best.data(), static_cast<int>(m_best.size()), sum(costs, m_best), true);
        model.branchAndBound();
        if (double const* found = model.bestSolution()) {
            Costs rounded(found, found + m_best.size());
            for (auto& value : rounded)
                value = std::round(value);
            if (sum(costs, rounded) < sum(costs, m_best))
                m_best = std::move(rounded);
        }
        m_is_proved_best = m_is_proved_best && model.isProvenOptimal();
    }

    /// From now on this sum stays where it is.
    void hold(Costs const& costs)
    {
        CoinPackedVector row;
        for (std::size_t i = 0; i < costs.size(); ++i)
            if (costs[i] != 0)
                row.insert(static_cast<int>(i), costs[i]);
        m_solver.addRow(row, -m_solver.getInfinity(), sum(costs, m_best));
    }

private:
    void load(std::vector<CoinPackedVector> const& rows, Costs const& most, Costs const& most_times)
    {
        auto const columns = static_cast<int>(most_times.size());
        CoinPackedMatrix matrix(false, 0, 0);
        matrix.setDimensions(0, columns);
        for (auto const& row : rows)
            matrix.appendRow(row);
        Costs const least(most.size(), 0);
        m_best.assign(most_times.size(), 0);
        m_solver.loadProblem(
            matrix, m_best.data(), most_times.data(), m_best.data(), least.data(), most.data());
        for (int column = 0; column < columns; ++column)
            m_solver.setInteger(column);
    }
    static double sum(Costs const& costs, Costs const& values)
    {
        double all = 0;
        for (std::size_t i = 0; i < costs.size(); ++i)
            all += costs[i] * values[i];
        return all;
    }

    int m_most_nodes;
    OsiClpSolverInterface m_solver;
    Costs m_best; ///< No day for anybody, to begin with.
    bool m_is_proved_best = true;
};

/// What the goals cost, by column; and how much rank and hectometres can come to at most.
struct Goals {
    Costs days, served, rank, way;
    double most_rank = 0;
    double most_way = 0;
};

Goals goals_of(std::vector<OptionGroup> const& groups, std::size_t wishes)
{
    Goals goals;
    for (auto const& group : groups) {
        double rank = 0;
        double way = 0;
        for (auto const& option : group.options) {
            goals.days.push_back(-static_cast<double>(option.wishes.size()));
            goals.rank.push_back(option.rank);
            goals.way.push_back(option.hectometres);
            rank = std::max<double>(rank, option.rank);
            way = std::max<double>(way, option.hectometres);
        }
        goals.most_rank += rank * group.dates;
        goals.most_way += way * group.dates;
    }
    goals.served.assign(goals.days.size(), 0);
    goals.served.resize(goals.days.size() + wishes, -1);
    for (auto* costs : {&goals.days, &goals.rank, &goals.way})
        costs->resize(goals.served.size(), 0);
    return goals;
}

/// Days before wishes served before the last goal, in one sum: a unit of one outweighs all of the next.
/// Goal by goal instead took a hundred times as long, as very many plans are alike in days alone.
Costs in_order(Goals const& goals, Costs const& last, double most_last, std::size_t wishes)
{
    double const a_wish = most_last + 1;
    double const a_day = a_wish * (static_cast<double>(wishes) + 1);
    Costs costs = last;
    for (std::size_t i = 0; i < costs.size(); ++i)
        costs[i] += a_day * goals.days[i] + a_wish * goals.served[i];
    return costs;
}

} // namespace

base::Result<Choice> choose(
    std::vector<OptionGroup> const& groups, std::vector<int> const& wanted, int most_nodes)
{
    try {
        Programme programme(groups, wanted, most_nodes);
        auto const goals = goals_of(groups, wanted.size());
        if (goals.most_rank > 0) {
            programme.lower(in_order(goals, goals.rank, goals.most_rank, wanted.size()));
            for (auto const* costs : {&goals.days, &goals.served, &goals.rank})
                programme.hold(*costs);
            programme.lower(goals.way);
        } else {
            programme.lower(in_order(goals, goals.way, goals.most_way, wanted.size()));
        }
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
