// What every area of the shim shares: handles, argument checks, and the guard that keeps exceptions on this side.
#pragma once

#include "denseedge_torch.h"

#include <ATen/ATen.h>

#include <atomic>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

struct pt_tensor_object {
  explicit pt_tensor_object(at::Tensor tensor) : value(std::move(tensor)) {
    live.fetch_add(1, std::memory_order_relaxed);
  }
  ~pt_tensor_object() { live.fetch_sub(1, std::memory_order_relaxed); }
  pt_tensor_object(const pt_tensor_object&) = delete;
  pt_tensor_object& operator=(const pt_tensor_object&) = delete;

  at::Tensor value;
  static std::atomic<int64_t> live;
};

namespace denseedge {

// libtorch moves from c10::optional to std::optional over its versions: take the template that its own API uses.
template <class>
struct OptionalOf;
template <template <class> class Optional, class Value>
struct OptionalOf<Optional<Value>> {
  template <class Other>
  using Rebind = Optional<Other>;
};
template <class Value>
using Optional = OptionalOf<decltype(std::declval<at::TensorOptions>().device_opt())>::template Rebind<Value>;

void set_last_error(const char* function, const char* detail, const char* text) noexcept;

// Runs `body`; whatever it throws becomes the thread's last error, with the function's name before the text.
template <class Body>
int32_t guarded(const char* function, const char* detail, Body&& body) noexcept {
  try {
    body();
    return PT_OK;
  } catch (const std::bad_alloc&) {
    set_last_error(function, detail, "out of memory");
  } catch (const c10::Error& error) {
    set_last_error(function, detail, error.what_without_backtrace());
  } catch (const std::exception& error) {
    set_last_error(function, detail, error.what());
  } catch (...) {
    set_last_error(function, detail, "unknown exception");
  }
  return PT_ERROR;
}

template <class Body>
int32_t guarded(const char* function, Body&& body) noexcept {
  return guarded(function, nullptr, std::forward<Body>(body));
}

inline at::Tensor& tensor_of(pt_tensor handle, const char* name) {
  if (handle == nullptr) {
    throw std::invalid_argument(std::string("argument '") + name + "' is null or was disposed");
  }
  return handle->value;
}

inline Optional<at::Tensor> optional_of(pt_tensor handle) {
  return handle == nullptr ? Optional<at::Tensor>() : Optional<at::Tensor>(handle->value);
}

inline void give(at::Tensor tensor, pt_tensor* out_tensor) {
  if (out_tensor == nullptr) {
    throw std::invalid_argument("no place for the result");
  }
  *out_tensor = new pt_tensor_object(std::move(tensor));
}

inline at::IntArrayRef sizes_of(const int64_t* values, int32_t count) {
  if (count < 0 || (count > 0 && values == nullptr)) {
    throw std::invalid_argument("bad list of sizes");
  }
  return at::IntArrayRef(values, static_cast<size_t>(count));
}

inline at::Scalar scalar_of(const pt_scalar* scalar) {
  if (scalar == nullptr) {
    throw std::invalid_argument("a scalar is null");
  }
  switch (scalar->kind) {
    case PT_SCALAR_REAL:
      return at::Scalar(scalar->real);
    case PT_SCALAR_INTEGER:
      return at::Scalar(scalar->integer);
    case PT_SCALAR_BOOLEAN:
      return at::Scalar(scalar->integer != 0);
    default:
      throw std::invalid_argument("unknown kind of scalar");
  }
}

inline Optional<at::Scalar> optional_scalar(const pt_scalar* scalar) {
  return scalar == nullptr ? Optional<at::Scalar>() : Optional<at::Scalar>(scalar_of(scalar));
}

inline Optional<at::ScalarType> optional_dtype(int32_t dtype) {
  return dtype < 0 ? Optional<at::ScalarType>() : Optional<at::ScalarType>(static_cast<at::ScalarType>(dtype));
}

inline at::TensorOptions options_of(const pt_options* options) {
  if (options == nullptr) {
    throw std::invalid_argument("the options are null");
  }
  at::TensorOptions result;
  if (options->dtype >= 0) {
    result = result.dtype(static_cast<at::ScalarType>(options->dtype));
  }
  if (options->device_type >= 0) {
    result = result.device(at::Device(static_cast<at::DeviceType>(options->device_type),
                                      static_cast<at::DeviceIndex>(options->device_index)));
  }
  return result;
}

// Factories make the tensor first: requires_grad inside TensorOptions is refused by some of them.
inline void give_new(at::Tensor tensor, const pt_options* options, pt_tensor* out_tensor) {
  if (options->requires_grad != 0) {
    tensor.set_requires_grad(true);
  }
  give(std::move(tensor), out_tensor);
}

inline std::vector<at::Tensor> list_of(const pt_tensor* handles, int32_t count) {
  if (count < 0 || (count > 0 && handles == nullptr)) {
    throw std::invalid_argument("bad list of tensors");
  }
  std::vector<at::Tensor> result;
  result.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; ++i) {
    result.push_back(tensor_of(handles[i], "tensors"));
  }
  return result;
}

}  // namespace denseedge
