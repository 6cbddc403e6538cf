#include "common.h"

#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

using denseedge::give;
using denseedge::guarded;
using denseedge::list_of;
using denseedge::tensor_of;

int32_t pt_grad_mode(int32_t* out_enabled) {
  return guarded(__func__, [&] { *out_enabled = c10::GradMode::is_enabled() ? 1 : 0; });
}

int32_t pt_set_grad_mode(int32_t enabled) {
  return guarded(__func__, [&] { c10::GradMode::set_enabled(enabled != 0); });
}

int32_t pt_backward(pt_tensor tensor, pt_tensor gradient, int32_t retain_graph, int32_t create_graph) {
  return guarded(__func__, [&] {
    const at::Tensor start = gradient == nullptr ? at::Tensor() : gradient->value;
    torch::autograd::backward({tensor_of(tensor, "tensor")}, {start}, retain_graph != 0, create_graph != 0);
  });
}

int32_t pt_retain_grad(pt_tensor tensor) {
  return guarded(__func__, [&] { tensor_of(tensor, "tensor").retain_grad(); });
}

int32_t pt_tensor_grad(pt_tensor tensor, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    const at::Tensor& gradient = tensor_of(tensor, "tensor").grad();
    *out_tensor = nullptr;
    if (gradient.defined()) {
      give(gradient, out_tensor);
    }
  });
}

int32_t pt_grad(const pt_tensor* outputs, int32_t output_count, const pt_tensor* inputs, int32_t input_count,
                const pt_tensor* gradients, int32_t gradient_count, int32_t retain_graph, int32_t create_graph,
                int32_t allow_unused, pt_tensor* out_gradients) {
  return guarded(__func__, [&] {
    const torch::autograd::variable_list result = torch::autograd::grad(
        list_of(outputs, output_count), list_of(inputs, input_count), list_of(gradients, gradient_count),
        retain_graph != 0, create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < result.size(); ++i) {
      out_gradients[i] = nullptr;
      if (result[i].defined()) {
        give(result[i], &out_gradients[i]);
      }
    }
  });
}

int32_t pt_zero_grads(const pt_tensor* parameters, int32_t count) {
  return guarded(__func__, [&] {
    for (int32_t i = 0; i < count; ++i) {
      at::Tensor& gradient = tensor_of(parameters[i], "parameters").mutable_grad();
      if (gradient.defined()) {
        // Zeroed in place, as TorchSharp does; a gradient that still hangs on a graph must leave it first.
        if (gradient.requires_grad()) {
          gradient.detach_();
        }
        gradient.zero_();
      }
    }
  });
}
