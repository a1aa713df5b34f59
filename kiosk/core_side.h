// What the path asks for, carried out on the core's thread: disk and line. Every answer goes back as an
// event. One per window; every method is called on the core's thread only, and may wait.
#pragma once

#include "kiosk/flow/effect.h"
#include "kiosk/flow/event.h"
#include "kiosk/local/kiosk.h"
#include "kiosk/local/postal_codes.h"
#include "shared/paper/slip.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace meguri::kiosk {

/// No registration has this number.
inline constexpr char test_slip_code[] = "000000000";

struct CoreSettings {
    std::string hub; ///< Where a kiosk that was never enrolled asks; may be empty.
    std::filesystem::path stick; ///< Where a stick appears; empty: there is none.
    std::string printer; ///< For the staff corner.
    std::filesystem::path postal_codes; ///< The official list, if it is there.
};

/// What it is given to speak with; each may be called from the core's thread.
struct CoreLinks {
    std::function<void(flow::Event)> tell;
    std::function<void(std::string code, paper::Slip slip)> print; ///< Answers by itself.
    std::function<void(bool must_restart)> tell_restart;
};

class CoreSide {
public:
    CoreSide(local::Kiosk& core, base::Clock const& clock, base::Files& files, CoreSettings settings,
        CoreLinks links);

    void carry_out(flow::Register const& wish);
    void carry_out(flow::RequestVisit const& wish);
    void carry_out(flow::FindNeighbourhood const& wish);
    void carry_out(flow::FindSlip const& wish);
    void carry_out(flow::AskSlip const& wish);
    void carry_out(flow::CancelSlip const& wish);
    void carry_out(flow::MoveSlip const& wish);
    void carry_out(flow::Attend const& wish);
    void carry_out(flow::SendSurvey const& wish);
    void carry_out(flow::FindLost const& wish);
    void carry_out(flow::CheckPin const& wish);
    void carry_out(flow::CallStaff const& wish);
    void carry_out(flow::PrintSlip const& wish);
    void carry_out(flow::ReportCorner const& wish);
    void carry_out(flow::DoCornerTask const& wish);
    void carry_out(flow::KeepLook const& wish);
    /// Forgets what was asked of the hub for one visitor.
    void carry_out(flow::Wipe const& wish);

    /// How the pages look for each visitor, as the staff corner set it last.
    flow::Look kept_look() const;
    void tell_catalogue();
    /// The power went behind a commit: whoever stood here sees that it counts.
    void tell_unseen_receipt();
    /// Takes a moment: the list has a line for each neighbourhood of the country.
    void read_postal_codes();
    /// Whether the hub was heard; nothing to do before the enrolment.
    bool sync();
    void note(std::string const& kind);
    void seen(std::string const& code);

private:
    void took(int attempt, base::Result<local::RegisterOutcome> const& outcome);
    std::optional<flow::Offer> offer_for(std::optional<protocol::Session> const& session) const;
    flow::KeptSlip shown_slip(local::AskedSlip const& asked) const;
    base::Result<void> export_to_stick();
    base::Result<void> import_from_stick();
    base::Result<void> enrol(std::string const& code);
    paper::Slip test_slip() const;

    local::Kiosk& m_core;
    base::Clock const& m_clock;
    base::Files& m_files;
    CoreSettings m_settings;
    CoreLinks m_links;
    bool m_line_is_up = false;
    std::optional<local::PostalCodes> m_postal_codes;
    std::map<std::string, local::AskedSlip> m_asked; ///< By number, of this visitor only.
};

} // namespace meguri::kiosk
