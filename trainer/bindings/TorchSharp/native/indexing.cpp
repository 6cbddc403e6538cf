#include "common.h"

using denseedge::give;
using denseedge::guarded;
using denseedge::scalar_of;
using denseedge::tensor_of;

namespace {

c10::List<denseedge::Optional<at::Tensor>> indices_of(const pt_tensor* indices, int32_t count) {
  c10::List<denseedge::Optional<at::Tensor>> result;
  result.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; ++i) {
    result.push_back(denseedge::optional_of(indices[i]));
  }
  return result;
}

}  // namespace

int32_t pt_index_select(pt_tensor tensor, int64_t dim, pt_tensor index, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::index_select(tensor_of(tensor, "tensor"), dim, tensor_of(index, "index")), out_tensor);
  });
}

int32_t pt_gather(pt_tensor tensor, int64_t dim, pt_tensor index, pt_tensor* out_tensor) {
  return guarded(__func__,
                 [&] { give(at::gather(tensor_of(tensor, "tensor"), dim, tensor_of(index, "index")), out_tensor); });
}

int32_t pt_scatter_(pt_tensor tensor, int64_t dim, pt_tensor index, pt_tensor source) {
  return guarded(__func__, [&] {
    tensor_of(tensor, "tensor").scatter_(dim, tensor_of(index, "index"), tensor_of(source, "src"));
  });
}

int32_t pt_index_add_(pt_tensor tensor, int64_t dim, pt_tensor index, pt_tensor source, const pt_scalar* alpha) {
  return guarded(__func__, [&] {
    tensor_of(tensor, "tensor")
        .index_add_(dim, tensor_of(index, "index"), tensor_of(source, "source"), scalar_of(alpha));
  });
}

int32_t pt_one_hot(pt_tensor tensor, int64_t classes, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::one_hot(tensor_of(tensor, "x"), classes), out_tensor); });
}

int32_t pt_index(pt_tensor tensor, const pt_tensor* indices, int32_t count, pt_tensor* out_tensor) {
  return guarded(__func__,
                 [&] { give(at::index(tensor_of(tensor, "tensor"), indices_of(indices, count)), out_tensor); });
}

int32_t pt_index_put_(pt_tensor tensor, const pt_tensor* indices, int32_t count, pt_tensor values) {
  return guarded(__func__, [&] {
    tensor_of(tensor, "tensor").index_put_(indices_of(indices, count), tensor_of(values, "value"));
  });
}
