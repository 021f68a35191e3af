#ifndef POLICYGRAPH_LOADER_DOCUMENT_H_
#define POLICYGRAPH_LOADER_DOCUMENT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model/elements.h"

namespace policygraph::loader {

// What passes between the stages of the loader. A Document starts as a text and each stage adds one
// list to it (see pipeline.h); no stage changes what an earlier one wrote.
//
// Inside the loader a place in the text is a range of bytes of Document::text, always on character
// boundaries. Only build_delta turns ranges into the code points that the graph keeps.

// [begin, end) in bytes of Document::text.
struct ByteSpan {
  size_t begin = 0;
  size_t end = 0;

  size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool Contains(const ByteSpan& other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(const ByteSpan& other) const { return begin < other.end && other.begin < end; }
  friend auto operator<=>(const ByteSpan&, const ByteSpan&) = default;
};

// What the caller says about the text, and the text itself.
struct Source {
  std::string name;        // name of the report
  std::string_view bytes;  // of its file, in any format that formats/read_text.h reads
  std::string place;       // official name; empty to find it in the text
  int32_t year = 0;        // year of delivery; 0 to find it in the text
  bool force = false;      // read even what does not look like a report
  bool stored = false;     // `bytes` is a Document::text: taken as it is
};

// The place that reports.
struct ReportingPlace {
  std::string name;  // 德阳市
  std::string code;  // 510600; 000000 for the country; empty when not in the division table
  DivisionLevel level = DivisionLevel::kNone;
};

struct Heading {
  ByteSpan span;  // its words
  int level = 1;  // from 1
  ReportPart part = ReportPart::kOther;
  size_t begin = 0;  // of what stands under it: the heading's own begin
  size_t end = 0;    // subsections included
};

struct Sentence {
  ByteSpan span;
  size_t paragraph = 0;  // index of its paragraph, from 0
  ReportPart part = ReportPart::kOther;
  std::vector<size_t> headings;  // indices of the headings above it, outermost first
  bool is_heading = false;       // it is a heading line itself
  // The sentence that opens its paragraph and names its topic (“同城融圈”战略步伐加快。), when that
  // is a short topic sentence and not this one.
  std::optional<size_t> topic;
};

// A named entity at one place in the text.
struct Mention {
  NodeKind kind = NodeKind::kStrategy;
  ByteSpan span;
  size_t sentence = 0;
  std::string name;    // canonical name of the node
  std::string scope;   // scope of the node; see graph/model/identity.h
  PlaceDetails place;  // of a COUNTY or REGION
  std::string rule;
};

// A figure at one place in the text.
struct Figure {
  ByteSpan span;  // the figure with its unit and bound words
  size_t sentence = 0;
  Quantity quantity;  // without basis and year, which depend on the clause: form_claims sets them
  std::string rule;
};

// One commitment or outcome.
struct Claim {
  NodeKind kind = NodeKind::kOutcome;  // COMMITMENT or OUTCOME
  ByteSpan span;                       // the clause
  size_t sentence = 0;
  ClaimDetails details;
  std::string indicator;               // canonical name; empty when it measures nothing
  IndicatorDetails indicator_details;  // what the catalogue of indicators knows of it
  ByteSpan indicator_span;  // its words; empty when they stand apart (城乡居民 of two)
  std::string rule;
};

// An edge between two things of the document.
struct Link {
  // An end of a link: a mention or a claim, by index, or the reporting place, which a text of its
  // own seldom names where it speaks of itself.
  struct End {
    enum class Of { kMention, kClaim, kReportingPlace } of = Of::kMention;
    size_t index = 0;
  };
  EdgeKind kind = EdgeKind::kSupports;
  End source;
  End target;
  Stage stage = Stage::kUnspecified;
  // The words that say it, each within one sentence. The first is where the source is named; a link
  // drawn from a heading or topic sentence has that as the second.
  std::vector<ByteSpan> evidence;
  std::string rule;
};

// A report on its way through the loader.
struct Document {
  std::string name;
  std::string text;  // UTF-8, as it will be stored: line ends are \n, no byte order mark
  std::string title;
  ReportingPlace place;
  int32_t year = 0;
  int32_t through_month = 0;        // of a progress report: the last month it covers; else 0
  std::vector<Heading> headings;    // in order
  std::vector<Sentence> sentences;  // in order
  std::vector<Mention> mentions;    // by begin, the longer first; they may nest, not cross
  std::vector<Figure> figures;      // by span; none overlap
  std::vector<Claim> claims;        // by sentence
  std::vector<Link> links;
  std::vector<std::string> warnings;  // each a sentence for people

  bool is_progress() const { return through_month != 0; }

  std::string_view Words(const ByteSpan& span) const {
    return std::string_view(text).substr(span.begin, span.size());
  }
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_DOCUMENT_H_
