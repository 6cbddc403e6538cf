#include "common.h"

using denseedge::give;
using denseedge::guarded;
using denseedge::optional_of;
using denseedge::tensor_of;

int32_t pt_cross_entropy(pt_tensor input, pt_tensor target, pt_tensor weight, int64_t ignore_index,
                         double label_smoothing, int32_t reduction, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::cross_entropy_loss(tensor_of(input, "input"), tensor_of(target, "target"), optional_of(weight), reduction,
                                ignore_index, label_smoothing),
         out_tensor);
  });
}

int32_t pt_nll_loss(pt_tensor input, pt_tensor target, pt_tensor weight, int64_t ignore_index, int32_t reduction,
                    pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::nll_loss_nd(tensor_of(input, "input"), tensor_of(target, "target"), optional_of(weight), reduction,
                         ignore_index),
         out_tensor);
  });
}

int32_t pt_bce_with_logits(pt_tensor input, pt_tensor target, pt_tensor weight, pt_tensor pos_weights,
                           int32_t reduction, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::binary_cross_entropy_with_logits(tensor_of(input, "input"), tensor_of(target, "target"),
                                              optional_of(weight), optional_of(pos_weights), reduction),
         out_tensor);
  });
}

int32_t pt_l1_loss(pt_tensor input, pt_tensor target, int32_t reduction, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::l1_loss(tensor_of(input, "input"), tensor_of(target, "target"), reduction), out_tensor);
  });
}

int32_t pt_mse_loss(pt_tensor input, pt_tensor target, int32_t reduction, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::mse_loss(tensor_of(input, "input"), tensor_of(target, "target"), reduction), out_tensor);
  });
}

int32_t pt_smooth_l1_loss(pt_tensor input, pt_tensor target, double beta, int32_t reduction, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::smooth_l1_loss(tensor_of(input, "input"), tensor_of(target, "target"), reduction, beta), out_tensor);
  });
}
