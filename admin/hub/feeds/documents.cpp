#include "admin/hub/feeds/documents.h"

#include "admin/hub/feeds/feed_pages.h"
#include "shared/domain/topics.h"

namespace meguri::hub::feeds {

using nlohmann::json;

namespace {

json download(Addresses const& addresses, std::string const& type, Feed feed)
{
    return {{"@type", "DataDownload"}, {"name", type}, {"identifier", type},
        {"additionalType", "https://openactive.io/" + type},
        {"encodingFormat", "application/vnd.openactive.rpde+json; version=1"},
        {"contentUrl", addresses.at(path_of(feed))}};
}

json term(std::string const& name, std::string const& comment)
{
    return {{"@id", "hub:" + name}, {"@type", "Property"}, {"label", name}, {"comment", comment},
        {"domainIncludes", json::array({"schema:Event", "schema:Place", "schema:Organization"})},
        {"rangeIncludes", json::array({"schema:Text"})}};
}

} // namespace

json dataset_description(Addresses const& addresses, std::string const& prefecture)
{
    auto const page = addresses.at("/openactive");
    return {{"@context", json::array({"https://schema.org/", "https://openactive.io/"})},
        {"@type", "Dataset"}, {"@id", page}, {"url", page}, {"name", prefecture + " スマホ教室 日程データ"},
        {"description", prefecture + "のシニア向けスマホ教室の日程と空き状況"},
        {"keywords", json::array({"スマホ教室", "シニア", "デジタルデバイド対策"})},
        {"license", "https://creativecommons.org/licenses/by/4.0/"}, {"discussionUrl", page + "#contact"},
        {"documentation", addresses.at("/docs")}, {"inLanguage", json::array({"ja"})},
        {"schemaVersion", "https://openactive.io/modelling-opportunity-data/2.0/"},
        {"publisher",
            {{"@type", "Organization"}, {"name", prefecture}, {"legalName", prefecture}, {"url", page},
                {"logo", {{"@type", "ImageObject"}, {"url", addresses.at("/openactive/logo.svg")}}}}},
        {"distribution",
            json::array({download(addresses, "SessionSeries", Feed::SessionSeries),
                download(addresses, "ScheduledSession", Feed::ScheduledSessions)})}};
}

json own_terms(Addresses const& addresses)
{
    return {{"@context",
                json::array({"https://openactive.io/ns-extension",
                    json::object({{"hub", addresses.context() + "#"}})})},
        {"@graph",
            json::array({term("municipalityCode", "全国地方公共団体コード。検査数字を含む6桁"),
                term("nameKana", "名称の読み")})}};
}

json topic_scheme(Addresses const& addresses)
{
    auto concepts = json::array();
    for (auto const& topic : domain::topics) {
        json entry{{"type", "Concept"}, {"id", addresses.topic(topic.id)}, {"prefLabel", topic.label},
            {"notation", topic.id}};
        if (topic.id == domain::general_topic.id)
            entry["topConceptOf"] = addresses.topics();
        else
            entry["broader"] = json::array({addresses.topic(domain::general_topic.id)});
        concepts.push_back(std::move(entry));
    }
    return {{"@context", "https://openactive.io/"}, {"id", addresses.topics()}, {"type", "ConceptScheme"},
        {"title", "スマホ教室 講座テーマ一覧"}, {"description", "シニア向けスマホ教室で扱う内容"},
        {"license", "https://creativecommons.org/licenses/by/4.0/"}, {"concept", std::move(concepts)}};
}

} // namespace meguri::hub::feeds
