#ifndef POLICYGRAPH_LOADER_RULES_PLACE_RULES_H_
#define POLICYGRAPH_LOADER_RULES_PLACE_RULES_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "loader/document.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/word_set.h"
#include "policygraph/rules/v1/places.pb.h"

namespace policygraph::loader {

// What tells places in a text: the compiled form of loader/rules/zh/places.textproto, whose schema
// says what each field means. Immutable; may be shared by threads.
class PlaceRules {
 public:
  // A word that may be or end a name, found at some byte of a text.
  struct Trigger {
    enum class Kind { kKnownPlace, kSuffix, kClash } kind = Kind::kClash;
    size_t index = 0;   // into known_places or suffixes of the file
    size_t length = 0;  // bytes
  };

  // INVALID_ARGUMENT naming the file and rule at fault: a field is missing, an example does not
  // hold or a counterexample does.
  static absl::StatusOr<PlaceRules> Compile(const RuleFiles& files);

  const rules::v1::PlaceRuleFile& file() const { return *file_; }

  // All triggers that begin at byte `at`.
  std::vector<Trigger> TriggersAt(std::string_view text, size_t at) const;

  // Names that are already known in a sentence, each list in the order of ends.
  struct KnownNames {
    std::vector<ByteSpan> divisions;  // of divisions and known places
    std::vector<ByteSpan> others;     // that end with a suffix
  };

  // The names that end with this suffix at byte `at` of the sentence [sentence.begin, sentence.end)
  // of the text: none when the words before it make none, several when a list shares the suffix.
  // Those of a list end before the suffix, all but the last.
  std::vector<ByteSpan> NamesEndingWith(std::string_view text, const ByteSpan& sentence,
                                        const Trigger& suffix, size_t at,
                                        const KnownNames& known) const;

  // True when a name that ends at byte `at` stands in a list of counties: 、金阳等6个县.
  bool IsListedAsCounty(std::string_view text, size_t at) const;
  // True when a bare word for a zone means the one of the reporting place, which is of that level.
  bool IsOwnZone(std::string_view word, DivisionLevel level) const;
  bool IsWeak(std::string_view name) const { return weak_names_.Contains(name); }
  // True when these words may stand between two places of a list.
  bool IsConnector(std::string_view words) const { return connectors_.Contains(words); }
  // True when a name may begin after this character.
  bool IsBoundary(std::string_view character) const;
  // True when a clause or the next member of a list begins after this character.
  bool BeginsClause(std::string_view character) const;
  // True when the words from byte `at` on forbid a name to end there.
  bool ForbidsNameBefore(std::string_view text, size_t at) const;

 private:
  absl::Status AddTriggers();
  absl::Status CheckExamples() const;
  // The first name that this suffix rule finds in a text.
  std::optional<ByteSpan> FirstName(std::string_view text, size_t suffix,
                                    const KnownNames& known) const;
  std::optional<ByteSpan> NameEndingWith(std::string_view text, const ByteSpan& sentence,
                                         const Trigger& suffix, size_t at,
                                         const KnownNames& known) const;
  std::optional<ByteSpan> NameBetween(std::string_view text, const ByteSpan& sentence,
                                      const Trigger& suffix, size_t at) const;
  std::vector<ByteSpan> ListBefore(std::string_view text, const ByteSpan& sentence,
                                   size_t at) const;
  bool IsGeneric(std::string_view stem) const;

  std::shared_ptr<const rules::v1::PlaceRuleFile> file_;
  std::vector<Trigger> triggers_;
  WordSet trigger_words_;  // parallel to triggers_
  WordSet boundary_words_;
  WordSet generic_words_;
  WordSet weak_names_;
  WordSet connectors_;
  WordSet not_before_;
  WordSet list_closers_;
  WordSet county_list_closers_;
  WordSet own_zones_;
  WordSet own_zones_of_provinces_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_PLACE_RULES_H_
