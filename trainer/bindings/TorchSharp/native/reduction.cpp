#include "common.h"

using denseedge::give;
using denseedge::guarded;
using denseedge::optional_dtype;
using denseedge::sizes_of;
using denseedge::tensor_of;

namespace {

void give_pair(const std::tuple<at::Tensor, at::Tensor>& pair, pt_tensor* out_first, pt_tensor* out_second) {
  give(std::get<0>(pair), out_first);
  give(std::get<1>(pair), out_second);
}

denseedge::Optional<int64_t> optional_dim(const int64_t* dim) {
  return dim == nullptr ? denseedge::Optional<int64_t>() : denseedge::Optional<int64_t>(*dim);
}

}  // namespace

int32_t pt_sum(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t keepdim, int32_t dtype,
               pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    const at::Tensor& x = tensor_of(tensor, "tensor");
    give(count == 0 ? at::sum(x, optional_dtype(dtype))
                    : at::sum(x, sizes_of(dims, count), keepdim != 0, optional_dtype(dtype)),
         out_tensor);
  });
}

int32_t pt_mean(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t keepdim, int32_t dtype,
                pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    const at::Tensor& x = tensor_of(tensor, "tensor");
    give(count == 0 ? at::mean(x, optional_dtype(dtype))
                    : at::mean(x, sizes_of(dims, count), keepdim != 0, optional_dtype(dtype)),
         out_tensor);
  });
}

int32_t pt_var(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t unbiased, int32_t keepdim,
               pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    const at::Tensor& x = tensor_of(tensor, "tensor");
    give(count == 0 ? at::var(x, unbiased != 0) : at::var(x, sizes_of(dims, count), unbiased != 0, keepdim != 0),
         out_tensor);
  });
}

int32_t pt_std(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t unbiased, int32_t keepdim,
               pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    const at::Tensor& x = tensor_of(tensor, "tensor");
    give(count == 0 ? at::std(x, unbiased != 0) : at::std(x, sizes_of(dims, count), unbiased != 0, keepdim != 0),
         out_tensor);
  });
}

int32_t pt_amax(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t keepdim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::amax(tensor_of(tensor, "tensor"), sizes_of(dims, count), keepdim != 0), out_tensor);
  });
}

int32_t pt_amin(pt_tensor tensor, const int64_t* dims, int32_t count, int32_t keepdim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::amin(tensor_of(tensor, "tensor"), sizes_of(dims, count), keepdim != 0), out_tensor);
  });
}

int32_t pt_max_dim(pt_tensor tensor, int64_t dim, int32_t keepdim, pt_tensor* out_values, pt_tensor* out_indices) {
  return guarded(__func__, [&] {
    give_pair(at::max(tensor_of(tensor, "tensor"), dim, keepdim != 0), out_values, out_indices);
  });
}

int32_t pt_min_dim(pt_tensor tensor, int64_t dim, int32_t keepdim, pt_tensor* out_values, pt_tensor* out_indices) {
  return guarded(__func__, [&] {
    give_pair(at::min(tensor_of(tensor, "tensor"), dim, keepdim != 0), out_values, out_indices);
  });
}

int32_t pt_argmax(pt_tensor tensor, const int64_t* dim, int32_t keepdim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::argmax(tensor_of(tensor, "tensor"), optional_dim(dim), keepdim != 0), out_tensor);
  });
}

int32_t pt_argmin(pt_tensor tensor, const int64_t* dim, int32_t keepdim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::argmin(tensor_of(tensor, "tensor"), optional_dim(dim), keepdim != 0), out_tensor);
  });
}

int32_t pt_norm(pt_tensor tensor, double p, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::norm(tensor_of(tensor, "tensor"), p), out_tensor); });
}

int32_t pt_norm_dim(pt_tensor tensor, double p, int64_t dim, int32_t keepdim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::norm(tensor_of(tensor, "tensor"), at::Scalar(p), at::IntArrayRef(&dim, 1), keepdim != 0), out_tensor);
  });
}

int32_t pt_any_dim(pt_tensor tensor, int64_t dim, int32_t keepdim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::any(tensor_of(tensor, "tensor"), dim, keepdim != 0), out_tensor); });
}

int32_t pt_all_dim(pt_tensor tensor, int64_t dim, int32_t keepdim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::all(tensor_of(tensor, "tensor"), dim, keepdim != 0), out_tensor); });
}

int32_t pt_topk(pt_tensor tensor, int64_t k, int64_t dim, int32_t largest, int32_t sorted, pt_tensor* out_values,
                pt_tensor* out_indices) {
  return guarded(__func__, [&] {
    give_pair(at::topk(tensor_of(tensor, "tensor"), k, dim, largest != 0, sorted != 0), out_values, out_indices);
  });
}

int32_t pt_cumsum(pt_tensor tensor, int64_t dim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::cumsum(tensor_of(tensor, "tensor"), dim), out_tensor); });
}

int32_t pt_bincount(pt_tensor tensor, pt_tensor weights, int64_t minlength, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::bincount(tensor_of(tensor, "tensor"), denseedge::optional_of(weights), minlength), out_tensor);
  });
}
