#include "common.h"

using denseedge::give_new;
using denseedge::guarded;
using denseedge::options_of;
using denseedge::scalar_of;
using denseedge::sizes_of;

int32_t pt_empty(const int64_t* sizes, int32_t dims, const pt_options* options, pt_tensor* out_tensor) {
  return guarded(__func__,
                 [&] { give_new(at::empty(sizes_of(sizes, dims), options_of(options)), options, out_tensor); });
}

int32_t pt_full(const int64_t* sizes, int32_t dims, const pt_scalar* value, const pt_options* options,
                pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give_new(at::full(sizes_of(sizes, dims), scalar_of(value), options_of(options)), options, out_tensor);
  });
}

int32_t pt_arange(const pt_scalar* start, const pt_scalar* stop, const pt_scalar* step, const pt_options* options,
                  pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give_new(at::arange(scalar_of(start), scalar_of(stop), scalar_of(step), options_of(options)), options, out_tensor);
  });
}

int32_t pt_linspace(double start, double end, int64_t steps, const pt_options* options, pt_tensor* out_tensor) {
  return guarded(__func__,
                 [&] { give_new(at::linspace(start, end, steps, options_of(options)), options, out_tensor); });
}

int32_t pt_eye(int64_t rows, int64_t columns, const pt_options* options, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give_new(at::eye(rows, columns, options_of(options)), options, out_tensor); });
}

int32_t pt_from_data(const void* data, int32_t data_dtype, const int64_t* sizes, int32_t dims,
                     const pt_options* options, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    const at::TensorOptions borrowed = at::TensorOptions().dtype(static_cast<at::ScalarType>(data_dtype));
    const at::Tensor source = at::from_blob(const_cast<void*>(data), sizes_of(sizes, dims), borrowed);
    // `copy` is forced: the caller's array lives only for this call.
    give_new(source.to(options_of(options), false, true), options, out_tensor);
  });
}
