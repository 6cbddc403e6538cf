#include "common.h"

#include <ATen/Parallel.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

std::atomic<int64_t> pt_tensor_object::live{0};

namespace {

std::string& last_error() {
  thread_local std::string text;
  return text;
}

#define PT_NAME(op) #op,
const char* const unary_names[] = {PT_UNARY(PT_NAME) nullptr};
const char* const unary_in_place_names[] = {PT_UNARY_IN_PLACE(PT_NAME) nullptr};
const char* const binary_names[] = {PT_BINARY(PT_NAME) nullptr};
const char* const binary_in_place_names[] = {PT_BINARY_IN_PLACE(PT_NAME) nullptr};
const char* const scalar_names[] = {PT_SCALAR(PT_NAME) nullptr};
const char* const scalar_in_place_names[] = {PT_SCALAR_IN_PLACE(PT_NAME) nullptr};
#undef PT_NAME

template <size_t Count>
const char* name_at(const char* const (&names)[Count], int32_t op) {
  return op < 0 || static_cast<size_t>(op) >= Count ? nullptr : names[op];
}

#ifdef __GLIBC__
// glibc returns each large block to the kernel when it is freed, so every activation of a training step costs page
// faults again. Kept in the heap instead, the blocks are recycled from step to step: measured on a 7-layer network at
// 2 x 32 x 256 x 256 the faults fell to a third and system time to a half (5 % of the step), the peak memory rose by
// at most 8 %.
__attribute__((constructor)) void recycle_large_blocks() {
  constexpr int largest_recycled = 1 << 30;
  // Older glibc refuses more than half a heap (32 MiB), which is then the best there is.
  if (mallopt(M_MMAP_THRESHOLD, largest_recycled) == 0) {
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
  }
  mallopt(M_TRIM_THRESHOLD, largest_recycled);
}
#endif

}  // namespace

namespace denseedge {

void set_last_error(const char* function, const char* detail, const char* text) noexcept {
  try {
    std::string& error = last_error();
    error = function;
    if (detail != nullptr) {
      error += '(';
      error += detail;
      error += ')';
    }
    error += ": ";
    error += text;
  } catch (...) {
    last_error().clear();  // Out of memory for the message itself: the status still says that the call failed.
  }
}

}  // namespace denseedge

using denseedge::guarded;

int32_t pt_abi_version(void) { return PT_ABI_VERSION; }

int64_t pt_struct_size(int32_t index) {
  switch (index) {
    case 0:
      return sizeof(pt_scalar);
    case 1:
      return sizeof(pt_options);
    case 2:
      return sizeof(pt_info);
    case 3:
      return sizeof(pt_sgd_options);
    case 4:
      return sizeof(pt_adam_options);
    default:
      return -1;
  }
}

const char* pt_operator_name(int32_t family, int32_t op) {
  switch (family) {
    case 0:
      return name_at(unary_names, op);
    case 1:
      return name_at(unary_in_place_names, op);
    case 2:
      return name_at(binary_names, op);
    case 3:
      return name_at(binary_in_place_names, op);
    case 4:
      return name_at(scalar_names, op);
    case 5:
      return name_at(scalar_in_place_names, op);
    default:
      return nullptr;
  }
}

const char* pt_last_error(void) { return last_error().c_str(); }

int64_t pt_live_tensors(void) { return pt_tensor_object::live.load(std::memory_order_relaxed); }

int32_t pt_set_num_threads(int32_t count) {
  return guarded(__func__, [&] { at::set_num_threads(count); });
}

int32_t pt_get_num_threads(int32_t* out_count) {
  return guarded(__func__, [&] { *out_count = at::get_num_threads(); });
}

int32_t pt_set_num_interop_threads(int32_t count) {
  return guarded(__func__, [&] { at::set_num_interop_threads(count); });
}

int32_t pt_get_num_interop_threads(int32_t* out_count) {
  return guarded(__func__, [&] { *out_count = static_cast<int32_t>(at::get_num_interop_threads()); });
}

int32_t pt_cuda_is_available(int32_t* out_available) {
  return guarded(__func__, [&] { *out_available = at::hasCUDA() ? 1 : 0; });
}

int32_t pt_cuda_device_count(int32_t* out_count) {
  return guarded(__func__, [&] {
    *out_count = at::hasCUDA() ? static_cast<int32_t>(at::detail::getCUDAHooks().getNumGPUs()) : 0;
  });
}

int32_t pt_cuda_synchronize(int64_t device_index) {
  return guarded(__func__, [&] {
    if (!at::hasCUDA()) {
      throw std::runtime_error("no CUDA device, or a libtorch without CUDA");
    }
    // The hooks are the one entry that exists in builds with and without CUDA alike.
    at::detail::getCUDAHooks().deviceSynchronize(static_cast<c10::DeviceIndex>(device_index));
  });
}
