#ifndef POLICYGRAPH_LOADER_PLACES_DIVISION_TABLE_H_
#define POLICYGRAPH_LOADER_PLACES_DIVISION_TABLE_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/model/vocabulary.h"
#include "loader/rules/rule_files.h"

namespace policygraph::loader {

// One administrative division or development zone of China. Its strings last as long as the
// program.
struct Division {
  std::string_view code;        // 000000, 510000, 510600, 510603 or 510603101
  std::string_view name;        // official: 旌阳区
  std::string_view short_name;  // as reports write it: 旌阳; empty when there is none
  DivisionLevel level = DivisionLevel::kNone;  // kNone for a development zone
};

// What a division was called until it was renamed or changed its kind.
struct FormerName {
  std::string_view division;  // its code today: 510117
  std::string_view name;      // 郫县
  std::string_view code;      // its code then: 510124
  int32_t year = 0;           // the first one without this name
};

// The administrative divisions of China by code and name (data/divisions, and how names shorten in
// loader/rules/zh/divisions.textproto). Immutable once compiled; may be shared by threads.
class DivisionTable {
 public:
  DivisionTable() = default;

  // Reads the table; INVALID_ARGUMENT naming the file and line at fault. The contents of the files
  // must outlive the table.
  static absl::StatusOr<DivisionTable> Compile(const RuleFiles& files);

  // The division with that code, or null. 000000 is the country.
  const Division* Find(std::string_view code) const;

  // Its name, or empty; its level, or kNone.
  std::string_view Name(std::string_view code) const;
  DivisionLevel Level(std::string_view code) const;

  // Code of the division right above the one with that code (510603101 -> 510603 -> 510600 ->
  // 510000
  // -> 000000); a level that is missing is skipped. Empty for the country and for what is no code.
  std::string_view Parent(std::string_view code) const;

  // True when `ancestor` stands above `code` or is it.
  bool Within(std::string_view code, std::string_view ancestor) const;

  // What the division with that code was called before, in no particular order.
  std::span<const FormerName> FormerNames(std::string_view code) const;

  // True when a text of that year may mean the division by that name of it: a former name counts up
  // to the year of the change. Of a text whose year is unknown (0) any name may be meant.
  bool Bears(const Division& division, std::string_view name, int32_t year) const;

  // All divisions below that code, in the order of codes.
  std::span<const Division> Below(std::string_view code) const;

  // A name that begins somewhere in a text, with all divisions that bear it.
  struct NameMatch {
    size_t length = 0;  // bytes of the name; 0 when there is none
    // Those whose name, short name or former name this is, in the order of codes.
    std::vector<const Division*> bearers;
  };

  // The longest full or short name that begins at byte `at` of the text.
  NameMatch LongestAt(std::string_view text, size_t at) const;

  // All full and short names that begin there, shortest first.
  std::vector<NameMatch> AllAt(std::string_view text, size_t at) const;

  // The divisions with that full or short name.
  std::vector<const Division*> Named(std::string_view name) const;

  // Whom a report of the place with code `from` means by a name: of the bearers the one nearest to
  // it (its own divisions first, then those of the same prefecture, the same province, the nation),
  // the higher level first when equally near. Null when the nearest are several.
  const Division* Nearest(std::span<const Division* const> bearers, std::string_view from) const;

 private:
  struct NameEntry {
    std::string_view name;
    uint32_t division = 0;
  };

  absl::Status ReadDivisions(const RuleFiles& files);
  absl::Status ReadFormerNames(const RuleFiles& files);
  void IndexNames();

  std::vector<Division> divisions_;       // by code
  std::vector<FormerName> former_names_;  // by code of today
  std::vector<NameEntry> names_;          // by name, then division
  // From the first two characters of a name to its range in names_.
  absl::flat_hash_map<std::string_view, std::pair<uint32_t, uint32_t>> ranges_;
  // Hashes of these first characters: most places of a text fail here.
  std::bitset<1 << 18> beginnings_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_PLACES_DIVISION_TABLE_H_
