#include "common.h"

using denseedge::give;
using denseedge::guarded;
using denseedge::optional_of;
using denseedge::sizes_of;
using denseedge::tensor_of;

namespace {

constexpr int32_t spatial_dims = 2;

enum Interpolation { interpolation_nearest, interpolation_bilinear, interpolation_bicubic, interpolation_area };

const char* const padding_modes[] = {"constant", "reflect", "replicate", "circular"};

at::IntArrayRef pair_of(const int64_t* values) { return sizes_of(values, spatial_dims); }

// The output size that PyTorch computes from scale factors: rounded down.
std::vector<int64_t> scaled_size(const at::Tensor& input, const double* scale) {
  std::vector<int64_t> size;
  for (int32_t i = 0; i < spatial_dims; ++i) {
    size.push_back(static_cast<int64_t>(std::floor(static_cast<double>(input.size(2 + i)) * scale[i])));
  }
  return size;
}

at::Tensor interpolate(const at::Tensor& input, const int64_t* size, const double* scale, int32_t mode,
                       bool align_corners) {
  if (input.dim() != 4) {
    throw std::invalid_argument("expected a tensor [N, C, H, W], got " + std::to_string(input.dim()) + " dimensions");
  }
  const std::vector<int64_t> output =
      size != nullptr ? std::vector<int64_t>(size, size + spatial_dims) : scaled_size(input, scale);
  // As PyTorch does: with scale factors the sampling grid follows the factors, not the rounded sizes.
  denseedge::Optional<double> scale_h;
  denseedge::Optional<double> scale_w;
  if (size == nullptr) {
    scale_h = scale[0];
    scale_w = scale[1];
  }
  switch (mode) {
    case interpolation_nearest:
      return at::upsample_nearest2d(input, output, scale_h, scale_w);
    case interpolation_bilinear:
      return at::upsample_bilinear2d(input, output, align_corners, scale_h, scale_w);
    case interpolation_bicubic:
      return at::upsample_bicubic2d(input, output, align_corners, scale_h, scale_w);
    case interpolation_area:
      return at::adaptive_avg_pool2d(input, output);
    default:
      throw std::invalid_argument("unknown interpolation mode " + std::to_string(mode));
  }
}

}  // namespace

int32_t pt_conv2d(pt_tensor input, pt_tensor weight, pt_tensor bias, const int64_t* stride, const int64_t* padding,
                  const int64_t* dilation, int64_t groups, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::conv2d(tensor_of(input, "input"), tensor_of(weight, "weight"), optional_of(bias), pair_of(stride),
                    pair_of(padding), pair_of(dilation), groups),
         out_tensor);
  });
}

int32_t pt_linear(pt_tensor input, pt_tensor weight, pt_tensor bias, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::linear(tensor_of(input, "input"), tensor_of(weight, "weight"), optional_of(bias)), out_tensor);
  });
}

int32_t pt_batch_norm(pt_tensor input, pt_tensor weight, pt_tensor bias, pt_tensor running_mean,
                      pt_tensor running_var, int32_t training, double momentum, double eps, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::batch_norm(tensor_of(input, "input"), optional_of(weight), optional_of(bias), optional_of(running_mean),
                        optional_of(running_var), training != 0, momentum, eps, at::globalContext().userEnabledCuDNN()),
         out_tensor);
  });
}

int32_t pt_dropout(pt_tensor input, double p, int32_t training, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::dropout(tensor_of(input, "input"), p, training != 0), out_tensor); });
}

int32_t pt_feature_dropout(pt_tensor input, double p, int32_t training, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::feature_dropout(tensor_of(input, "input"), p, training != 0), out_tensor); });
}

int32_t pt_avg_pool2d(pt_tensor input, const int64_t* kernel, const int64_t* stride, const int64_t* padding,
                      int32_t ceil_mode, int32_t count_include_pad, int64_t divisor, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    denseedge::Optional<int64_t> divisor_override;
    if (divisor > 0) {
      divisor_override = divisor;
    }
    give(at::avg_pool2d(tensor_of(input, "input"), pair_of(kernel), pair_of(stride), pair_of(padding), ceil_mode != 0,
                        count_include_pad != 0, divisor_override),
         out_tensor);
  });
}

int32_t pt_max_pool2d(pt_tensor input, const int64_t* kernel, const int64_t* stride, const int64_t* padding,
                      const int64_t* dilation, int32_t ceil_mode, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::max_pool2d(tensor_of(input, "input"), pair_of(kernel), pair_of(stride), pair_of(padding),
                        pair_of(dilation), ceil_mode != 0),
         out_tensor);
  });
}

int32_t pt_adaptive_avg_pool2d(pt_tensor input, const int64_t* size, pt_tensor* out_tensor) {
  return guarded(__func__,
                 [&] { give(at::adaptive_avg_pool2d(tensor_of(input, "input"), pair_of(size)), out_tensor); });
}

int32_t pt_interpolate(pt_tensor input, const int64_t* size, const double* scale, int32_t mode, int32_t align_corners,
                       pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    if ((size == nullptr) == (scale == nullptr)) {
      throw std::invalid_argument("give either a size or a scale factor");
    }
    give(interpolate(tensor_of(input, "x"), size, scale, mode, align_corners != 0), out_tensor);
  });
}

int32_t pt_pad(pt_tensor input, const int64_t* pad, int32_t count, int32_t mode, double value, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    if (mode < 0 || mode >= static_cast<int32_t>(sizeof(padding_modes) / sizeof(padding_modes[0]))) {
      throw std::invalid_argument("unknown padding mode " + std::to_string(mode));
    }
    // Only the constant mode takes a value: PyTorch refuses one elsewhere.
    const denseedge::Optional<double> fill =
        mode == 0 ? denseedge::Optional<double>(value) : denseedge::Optional<double>();
    give(at::pad(tensor_of(input, "input"), sizes_of(pad, count), padding_modes[mode], fill), out_tensor);
  });
}

int32_t pt_unfold(pt_tensor input, const int64_t* kernel, const int64_t* dilation, const int64_t* padding,
                  const int64_t* stride, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::im2col(tensor_of(input, "input"), pair_of(kernel), pair_of(dilation), pair_of(padding), pair_of(stride)),
         out_tensor);
  });
}
