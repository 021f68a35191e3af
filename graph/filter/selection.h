#ifndef POLICYGRAPH_GRAPH_FILTER_SELECTION_H_
#define POLICYGRAPH_GRAPH_FILTER_SELECTION_H_

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/base/status_macros.h"
#include "graph/filter/field.h"
#include "graph/filter/filter.h"
#include "graph/filter/order_by.h"

namespace policygraph {

// The fields of one list and how each is read from a record of it.
template <typename Record>
class FieldTable {
 public:
  using Reader = FieldValue (*)(const Record&);

  FieldTable& Add(FilterField field, Reader reader) {
    schema_.push_back(std::move(field));
    readers_.push_back(reader);
    return *this;
  }

  const FilterSchema& schema() const { return schema_; }
  FieldValue Read(const Record& record, size_t field) const { return readers_[field](record); }

 private:
  FilterSchema schema_;
  std::vector<Reader> readers_;
};

// Which records of a list a caller wants, and in what order. Must not outlive its table.
template <typename Record>
class Selection {
 public:
  // As Filter::Of() and OrderBy::Of() fail.
  static absl::StatusOr<Selection> Of(const FieldTable<Record>& table, std::string_view filter,
                                      std::string_view order_by) {
    Selection selection(table);
    ASSIGN_OR_RETURN(selection.filter_, Filter::Of(filter, table.schema()));
    ASSIGN_OR_RETURN(selection.order_, OrderBy::Of(order_by, table.schema()));
    return selection;
  }

  bool has_filter() const { return !filter_.empty(); }
  bool has_order() const { return !order_.empty(); }

  Truth Test(const Record& record) const {
    return filter_.Test([&](size_t field) { return table_->Read(record, field); });
  }

  // The records that pass, in the order asked for. Precondition: all fields of all are read.
  std::vector<Record> Select(std::vector<Record> records) const {
    std::erase_if(records, [this](const Record& record) { return Test(record) != Truth::kTrue; });
    return Sorted(std::move(records));
  }

  // The records in the order asked for; as they are when none is.
  std::vector<Record> Sorted(std::vector<Record> records) const {
    if (!has_order()) return records;
    std::vector<Record> sorted;
    sorted.reserve(records.size());
    for (const size_t number :
         order_.Sorted(records.size(), [&](size_t record, size_t field) {
           return table_->Read(records[record], field);
         })) {
      sorted.push_back(std::move(records[number]));
    }
    return sorted;
  }

 private:
  explicit Selection(const FieldTable<Record>& table) : table_(&table) {}

  const FieldTable<Record>* table_;
  Filter filter_;
  OrderBy order_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_FILTER_SELECTION_H_
