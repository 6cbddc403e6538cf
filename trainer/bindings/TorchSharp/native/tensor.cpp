#include "common.h"

#include <cstring>

using denseedge::give;
using denseedge::guarded;
using denseedge::tensor_of;

namespace {

void copy_list(at::IntArrayRef values, int64_t* out_values, int32_t capacity, int32_t* out_dims) {
  *out_dims = static_cast<int32_t>(values.size());
  if (*out_dims <= capacity) {
    std::copy(values.begin(), values.end(), out_values);
  }
}

}  // namespace

void pt_tensor_free(pt_tensor tensor) { delete tensor; }

int32_t pt_tensor_info(pt_tensor tensor, pt_info* out_info) {
  return guarded(__func__, [&] {
    const at::Tensor& value = tensor_of(tensor, "tensor");
    const at::Device device = value.device();
    out_info->numel = value.numel();
    out_info->dims = static_cast<int32_t>(value.dim());
    out_info->dtype = static_cast<int32_t>(value.scalar_type());
    out_info->device_type = static_cast<int32_t>(device.type());
    out_info->device_index = device.index();
    out_info->requires_grad = value.requires_grad() ? 1 : 0;
    out_info->is_leaf = value.is_leaf() ? 1 : 0;
    out_info->is_contiguous = value.is_contiguous() ? 1 : 0;
    out_info->element_size = static_cast<int32_t>(value.element_size());
  });
}

int32_t pt_tensor_sizes(pt_tensor tensor, int64_t* out_sizes, int32_t capacity, int32_t* out_dims) {
  return guarded(__func__, [&] { copy_list(tensor_of(tensor, "tensor").sizes(), out_sizes, capacity, out_dims); });
}

int32_t pt_tensor_strides(pt_tensor tensor, int64_t* out_strides, int32_t capacity, int32_t* out_dims) {
  return guarded(__func__, [&] { copy_list(tensor_of(tensor, "tensor").strides(), out_strides, capacity, out_dims); });
}

int32_t pt_tensor_size(pt_tensor tensor, int64_t dim, int64_t* out_size) {
  return guarded(__func__, [&] { *out_size = tensor_of(tensor, "tensor").size(dim); });
}

int32_t pt_tensor_data(pt_tensor tensor, void** out_data) {
  return guarded(__func__, [&] { *out_data = tensor_of(tensor, "tensor").data_ptr(); });
}

int32_t pt_tensor_item(pt_tensor tensor, pt_scalar* out_value) {
  return guarded(__func__, [&] {
    const at::Scalar item = tensor_of(tensor, "tensor").item();
    if (item.isBoolean()) {
      *out_value = {PT_SCALAR_BOOLEAN, item.toDouble(), item.toBool() ? 1 : 0};
    } else if (item.isIntegral(false)) {
      *out_value = {PT_SCALAR_INTEGER, item.toDouble(), item.toLong()};
    } else if (item.isFloatingPoint()) {
      *out_value = {PT_SCALAR_REAL, item.toDouble(), 0};
    } else {
      throw std::invalid_argument("a complex value has no real scalar");
    }
  });
}

int32_t pt_tensor_set_requires_grad(pt_tensor tensor, int32_t requires_grad) {
  return guarded(__func__, [&] { tensor_of(tensor, "tensor").set_requires_grad(requires_grad != 0); });
}

int32_t pt_tensor_to(pt_tensor tensor, const pt_options* options, int32_t copy, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(tensor_of(tensor, "tensor").to(denseedge::options_of(options), false, copy != 0), out_tensor);
  });
}

int32_t pt_tensor_copy_(pt_tensor tensor, pt_tensor source, int32_t non_blocking) {
  return guarded(__func__,
                 [&] { tensor_of(tensor, "tensor").copy_(tensor_of(source, "source"), non_blocking != 0); });
}

int32_t pt_tensor_set_data(pt_tensor tensor, pt_tensor source) {
  return guarded(__func__, [&] {
    at::Tensor& target = tensor_of(tensor, "tensor");
    const at::Tensor data = tensor_of(source, "source").detach();
    at::Tensor& gradient = target.mutable_grad();
    at::Tensor moved;
    if (gradient.defined()) {
      moved = gradient.detach().to(data.options());
      gradient.reset();  // set_data refuses a gradient of another dtype or device.
    }
    target.set_data(data);
    if (moved.defined()) {
      target.mutable_grad() = moved;
    }
  });
}

int32_t pt_tensor_copy_bytes_(pt_tensor tensor, const void* data, int64_t bytes) {
  return guarded(__func__, [&] {
    at::Tensor target = tensor_of(tensor, "tensor").detach();
    const int64_t expected = target.numel() * static_cast<int64_t>(target.element_size());
    if (bytes != expected) {
      throw std::invalid_argument("the tensor has " + std::to_string(expected) + " bytes, got " +
                                  std::to_string(bytes));
    }
    if (target.is_contiguous() && target.device().is_cpu()) {
      if (bytes > 0) {
        std::memcpy(target.data_ptr(), data, static_cast<size_t>(bytes));
      }
      return;
    }
    // from_blob only borrows: copy_ reads the bytes before this function returns.
    const at::Tensor source =
        at::from_blob(const_cast<void*>(data), target.sizes(), at::TensorOptions().dtype(target.scalar_type()));
    target.copy_(source);
  });
}
