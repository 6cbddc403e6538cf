// The optimisers' update rules. Dense float tensors on the CPU take one fused loop per parameter (each value is read
// and written once); everything else goes through libtorch's in-place operators in the same order as PyTorch.
#include "common.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <cmath>

using denseedge::guarded;
using denseedge::tensor_of;

namespace {

// Below this many values a second thread costs more than it brings.
constexpr int64_t grain = 32768;

bool fusable(const at::Tensor& tensor) {
  return tensor.device().is_cpu() && tensor.scalar_type() == at::kFloat && tensor.is_contiguous() &&
         tensor.layout() == at::kStrided;
}

// The fused loops write behind autograd's back: a graph that saved the old values must notice.
void mark_changed(const at::Tensor& tensor) { tensor.unsafeGetTensorImpl()->bump_version(); }

template <class... Tensors>
bool all_fusable(const Tensors&... tensors) {
  return (fusable(tensors) && ...);
}

void sgd_fused(float* p, const float* g, float* buffer, bool first, int64_t count, const pt_sgd_options& options) {
  const float decay = static_cast<float>(options.weight_decay);
  const float momentum = static_cast<float>(options.momentum);
  const float keep = static_cast<float>(1.0 - options.dampening);
  const float rate = static_cast<float>(-options.learning_rate);
  const float sign = options.maximize != 0 ? -1.0F : 1.0F;
  const bool nesterov = options.nesterov != 0;
  at::parallel_for(0, count, grain, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      float d = sign * g[i] + decay * p[i];
      if (buffer != nullptr) {
        const float b = first ? d : momentum * buffer[i] + keep * d;
        buffer[i] = b;
        d = nesterov ? d + momentum * b : b;
      }
      p[i] += rate * d;
    }
  });
}

void sgd_general(at::Tensor& p, const at::Tensor& g, at::Tensor* buffer, bool first, const pt_sgd_options& options) {
  at::Tensor d = options.maximize != 0 ? g.neg() : g;
  if (options.weight_decay != 0) {
    d = d.add(p, options.weight_decay);
  }
  if (buffer != nullptr) {
    if (first) {
      buffer->copy_(d);
    } else {
      buffer->mul_(options.momentum).add_(d, 1 - options.dampening);
    }
    d = options.nesterov != 0 ? d.add(*buffer, options.momentum) : *buffer;
  }
  p.add_(d, -options.learning_rate);
}

struct AdamFactors {
  double step_size;
  double denominator_scale;  // 1 / sqrt(bias correction of the squares)
};

AdamFactors factors_of(const pt_adam_options& options, int64_t step) {
  const double correction1 = 1 - std::pow(options.beta1, static_cast<double>(step));
  const double correction2 = 1 - std::pow(options.beta2, static_cast<double>(step));
  return {options.learning_rate / correction1, 1 / std::sqrt(correction2)};
}

void adam_fused(float* p, const float* g, float* m, float* v, float* v_max, int64_t count,
                const pt_adam_options& options, const AdamFactors& factors) {
  const float beta1 = static_cast<float>(options.beta1);
  const float beta2 = static_cast<float>(options.beta2);
  const float rest1 = static_cast<float>(1 - options.beta1);
  const float rest2 = static_cast<float>(1 - options.beta2);
  const float eps = static_cast<float>(options.eps);
  const bool decoupled = options.decoupled != 0;
  const float shrink = decoupled ? static_cast<float>(1 - options.learning_rate * options.weight_decay) : 1.0F;
  const float decay = decoupled ? 0.0F : static_cast<float>(options.weight_decay);
  const float sign = options.maximize != 0 ? -1.0F : 1.0F;
  const float step_size = static_cast<float>(factors.step_size);
  const float scale = static_cast<float>(factors.denominator_scale);
  at::parallel_for(0, count, grain, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const float weight = p[i] * shrink;
      const float d = sign * g[i] + decay * weight;
      m[i] = beta1 * m[i] + rest1 * d;
      v[i] = beta2 * v[i] + rest2 * d * d;
      float square = v[i];
      if (v_max != nullptr) {
        square = v_max[i] = v_max[i] > square ? v_max[i] : square;
      }
      p[i] = weight - step_size * m[i] / (std::sqrt(square) * scale + eps);
    }
  });
}

void adam_general(at::Tensor& p, const at::Tensor& g, at::Tensor& m, at::Tensor& v, at::Tensor* v_max,
                  const pt_adam_options& options, const AdamFactors& factors) {
  at::Tensor d = options.maximize != 0 ? g.neg() : g;
  if (options.decoupled != 0) {
    p.mul_(1 - options.learning_rate * options.weight_decay);
  } else if (options.weight_decay != 0) {
    d = d.add(p, options.weight_decay);
  }
  m.mul_(options.beta1).add_(d, 1 - options.beta1);
  v.mul_(options.beta2).addcmul_(d, d, 1 - options.beta2);
  if (v_max != nullptr) {
    v_max->copy_(at::maximum(*v_max, v));
  }
  const at::Tensor root = (v_max != nullptr ? *v_max : v).sqrt();
  const at::Tensor denominator = root.mul(factors.denominator_scale).add_(options.eps);
  p.addcdiv_(m, denominator, -factors.step_size);
}

}  // namespace

int32_t pt_sgd_step(const pt_tensor* parameters, pt_tensor* buffers, int32_t count, const pt_sgd_options* options) {
  return guarded(__func__, [&] {
    const at::NoGradGuard no_grad;
    for (int32_t i = 0; i < count; ++i) {
      at::Tensor& p = tensor_of(parameters[i], "parameters");
      const at::Tensor& g = p.grad();
      if (!g.defined()) {
        continue;
      }
      const bool with_momentum = options->momentum != 0;
      const bool first = with_momentum && buffers[i] == nullptr;
      if (first) {
        denseedge::give(at::empty_like(p), &buffers[i]);
      }
      at::Tensor* buffer = with_momentum ? &buffers[i]->value : nullptr;
      if (all_fusable(p, g) && (buffer == nullptr || fusable(*buffer))) {
        sgd_fused(p.data_ptr<float>(), g.data_ptr<float>(), buffer == nullptr ? nullptr : buffer->data_ptr<float>(),
                  first, p.numel(), *options);
        mark_changed(p);
      } else {
        sgd_general(p, g, buffer, first, *options);
      }
    }
  });
}

int32_t pt_adam_step(const pt_tensor* parameters, const pt_tensor* averages, const pt_tensor* squares,
                     const pt_tensor* max_squares, int64_t* steps, int32_t count, const pt_adam_options* options) {
  return guarded(__func__, [&] {
    const at::NoGradGuard no_grad;
    for (int32_t i = 0; i < count; ++i) {
      at::Tensor& p = tensor_of(parameters[i], "parameters");
      const at::Tensor& g = p.grad();
      if (!g.defined()) {
        continue;
      }
      at::Tensor& m = tensor_of(averages[i], "exp_avg");
      at::Tensor& v = tensor_of(squares[i], "exp_avg_sq");
      at::Tensor* v_max = options->amsgrad != 0 ? &tensor_of(max_squares[i], "max_exp_avg_sq") : nullptr;
      steps[i] += 1;
      const AdamFactors factors = factors_of(*options, steps[i]);
      if (all_fusable(p, g, m, v) && (v_max == nullptr || fusable(*v_max))) {
        adam_fused(p.data_ptr<float>(), g.data_ptr<float>(), m.data_ptr<float>(), v.data_ptr<float>(),
                   v_max == nullptr ? nullptr : v_max->data_ptr<float>(), p.numel(), *options, factors);
        mark_changed(p);
      } else {
        adam_general(p, g, m, v, v_max, *options, factors);
      }
    }
  });
}

int32_t pt_clip_grad_norm(const pt_tensor* parameters, int32_t count, double max_norm, double norm_type,
                          double* out_total_norm) {
  return guarded(__func__, [&] {
    const at::NoGradGuard no_grad;
    std::vector<at::Tensor> gradients;
    std::vector<at::Tensor> norms;
    for (int32_t i = 0; i < count; ++i) {
      const at::Tensor& g = tensor_of(parameters[i], "parameters").grad();
      if (g.defined()) {
        gradients.push_back(g);
        norms.push_back(at::norm(g, norm_type));
      }
    }
    if (gradients.empty()) {
      *out_total_norm = 0;
      return;
    }
    const double total = at::norm(at::stack(norms), norm_type).item<double>();
    *out_total_norm = total;
    const double factor = max_norm / (total + 1e-6);
    if (factor < 1) {
      for (at::Tensor& g : gradients) {
        g.mul_(factor);
      }
    }
  });
}
