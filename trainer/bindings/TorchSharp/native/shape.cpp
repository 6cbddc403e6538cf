#include "common.h"

using denseedge::give;
using denseedge::guarded;
using denseedge::sizes_of;
using denseedge::tensor_of;

int32_t pt_view(pt_tensor tensor, const int64_t* sizes, int32_t dims, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(tensor_of(tensor, "tensor").view(sizes_of(sizes, dims)), out_tensor); });
}

int32_t pt_reshape(pt_tensor tensor, const int64_t* sizes, int32_t dims, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::reshape(tensor_of(tensor, "tensor"), sizes_of(sizes, dims)), out_tensor); });
}

int32_t pt_permute(pt_tensor tensor, const int64_t* order, int32_t dims, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::permute(tensor_of(tensor, "tensor"), sizes_of(order, dims)), out_tensor); });
}

int32_t pt_expand(pt_tensor tensor, const int64_t* sizes, int32_t dims, int32_t implicit, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(tensor_of(tensor, "tensor").expand(sizes_of(sizes, dims), implicit != 0), out_tensor);
  });
}

int32_t pt_repeat(pt_tensor tensor, const int64_t* repeats, int32_t dims, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(tensor_of(tensor, "tensor").repeat(sizes_of(repeats, dims)), out_tensor); });
}

int32_t pt_flip(pt_tensor tensor, const int64_t* dims, int32_t count, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::flip(tensor_of(tensor, "tensor"), sizes_of(dims, count)), out_tensor); });
}

int32_t pt_transpose(pt_tensor tensor, int64_t dim0, int64_t dim1, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::transpose(tensor_of(tensor, "tensor"), dim0, dim1), out_tensor); });
}

int32_t pt_squeeze(pt_tensor tensor, const int64_t* dim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    const at::Tensor& x = tensor_of(tensor, "tensor");
    give(dim == nullptr ? at::squeeze(x) : at::squeeze(x, *dim), out_tensor);
  });
}

int32_t pt_unsqueeze(pt_tensor tensor, int64_t dim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::unsqueeze(tensor_of(tensor, "tensor"), dim), out_tensor); });
}

int32_t pt_flatten(pt_tensor tensor, int64_t start, int64_t end, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::flatten(tensor_of(tensor, "tensor"), start, end), out_tensor); });
}

int32_t pt_narrow(pt_tensor tensor, int64_t dim, int64_t start, int64_t length, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::narrow(tensor_of(tensor, "tensor"), dim, start, length), out_tensor); });
}

int32_t pt_select(pt_tensor tensor, int64_t dim, int64_t index, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::select(tensor_of(tensor, "tensor"), dim, index), out_tensor); });
}

int32_t pt_slice(pt_tensor tensor, int64_t dim, int64_t start, int64_t finish, int64_t step, pt_tensor* out_tensor) {
  return guarded(__func__,
                 [&] { give(at::slice(tensor_of(tensor, "tensor"), dim, start, finish, step), out_tensor); });
}

int32_t pt_cat(const pt_tensor* tensors, int32_t count, int64_t dim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::cat(denseedge::list_of(tensors, count), dim), out_tensor); });
}

int32_t pt_stack(const pt_tensor* tensors, int32_t count, int64_t dim, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::stack(denseedge::list_of(tensors, count), dim), out_tensor); });
}

int32_t pt_split(pt_tensor tensor, const int64_t* sizes, int32_t count, int64_t dim, pt_tensor* out_tensors) {
  return guarded(__func__, [&] {
    const std::vector<at::Tensor> parts =
        at::split_with_sizes(tensor_of(tensor, "tensor"), sizes_of(sizes, count), dim);
    for (size_t i = 0; i < parts.size(); ++i) {
      give(parts[i], &out_tensors[i]);
    }
  });
}
