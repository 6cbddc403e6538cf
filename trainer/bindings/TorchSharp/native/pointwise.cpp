#include "common.h"

using denseedge::give;
using denseedge::guarded;
using denseedge::optional_dtype;
using denseedge::optional_scalar;
using denseedge::scalar_of;
using denseedge::tensor_of;

namespace {

#define PT_MEMBER(op) unary_##op,
enum Unary { PT_UNARY(PT_MEMBER) };
enum UnaryInPlace { PT_UNARY_IN_PLACE(PT_MEMBER) };
#undef PT_MEMBER
#define PT_MEMBER(op) binary_##op,
enum Binary { PT_BINARY(PT_MEMBER) };
enum BinaryInPlace { PT_BINARY_IN_PLACE(PT_MEMBER) };
#undef PT_MEMBER
#define PT_MEMBER(op) scalar_##op,
enum ScalarOperator { PT_SCALAR(PT_MEMBER) };
enum ScalarOperatorInPlace { PT_SCALAR_IN_PLACE(PT_MEMBER) };
#undef PT_MEMBER

enum Family { family_unary, family_unary_, family_binary, family_binary_, family_scalar, family_scalar_ };

enum Rounding { rounding_none, rounding_trunc, rounding_floor };

// The one unary operator that libtorch has as a method only.
at::Tensor contiguous(const at::Tensor& tensor) { return tensor.contiguous(); }

[[noreturn]] void refuse(int32_t op) { throw std::invalid_argument("unknown operator " + std::to_string(op)); }

at::Tensor divide(const at::Tensor& left, const at::Tensor& right, int32_t rounding) {
  return rounding == rounding_none ? at::div(left, right)
                                   : at::div(left, right, rounding == rounding_trunc ? "trunc" : "floor");
}

}  // namespace

// In the four functions below the operator's name is looked up by its argument: at::exp for exp, and so on.

int32_t pt_unary(int32_t op, pt_tensor tensor, pt_tensor* out_tensor) {
  return guarded(__func__, pt_operator_name(family_unary, op), [&] {
    const at::Tensor& x = tensor_of(tensor, "tensor");
    switch (op) {
#define PT_CASE(name)          \
  case unary_##name:           \
    give(name(x), out_tensor); \
    break;
      PT_UNARY(PT_CASE)
#undef PT_CASE
      default:
        refuse(op);
    }
  });
}

int32_t pt_unary_(int32_t op, pt_tensor tensor) {
  return guarded(__func__, pt_operator_name(family_unary_, op), [&] {
    at::Tensor& x = tensor_of(tensor, "tensor");
    switch (op) {
#define PT_CASE(name) \
  case unary_##name:  \
    x.name();         \
    break;
      PT_UNARY_IN_PLACE(PT_CASE)
#undef PT_CASE
      default:
        refuse(op);
    }
  });
}

int32_t pt_binary(int32_t op, pt_tensor left, pt_tensor right, pt_tensor* out_tensor) {
  return guarded(__func__, pt_operator_name(family_binary, op), [&] {
    const at::Tensor& a = tensor_of(left, "left");
    const at::Tensor& b = tensor_of(right, "right");
    switch (op) {
#define PT_CASE(name)             \
  case binary_##name:             \
    give(name(a, b), out_tensor); \
    break;
      PT_BINARY(PT_CASE)
#undef PT_CASE
      default:
        refuse(op);
    }
  });
}

int32_t pt_binary_(int32_t op, pt_tensor left, pt_tensor right) {
  return guarded(__func__, pt_operator_name(family_binary_, op), [&] {
    at::Tensor& a = tensor_of(left, "left");
    const at::Tensor& b = tensor_of(right, "right");
    switch (op) {
#define PT_CASE(name) \
  case binary_##name: \
    a.name(b);        \
    break;
      PT_BINARY_IN_PLACE(PT_CASE)
#undef PT_CASE
      default:
        refuse(op);
    }
  });
}

int32_t pt_scalar_op(int32_t op, pt_tensor tensor, const pt_scalar* scalar, pt_tensor* out_tensor) {
  return guarded(__func__, pt_operator_name(family_scalar, op), [&] {
    const at::Tensor& x = tensor_of(tensor, "tensor");
    const at::Scalar s = scalar_of(scalar);
    switch (op) {
#define PT_CASE(name)             \
  case scalar_##name:             \
    give(name(x, s), out_tensor); \
    break;
      PT_SCALAR(PT_CASE)
#undef PT_CASE
      default:
        refuse(op);
    }
  });
}

int32_t pt_scalar_op_(int32_t op, pt_tensor tensor, const pt_scalar* scalar) {
  return guarded(__func__, pt_operator_name(family_scalar_, op), [&] {
    at::Tensor& x = tensor_of(tensor, "tensor");
    const at::Scalar s = scalar_of(scalar);
    switch (op) {
#define PT_CASE(name) \
  case scalar_##name: \
    x.name(s);        \
    break;
      PT_SCALAR_IN_PLACE(PT_CASE)
#undef PT_CASE
      default:
        refuse(op);
    }
  });
}

int32_t pt_add(pt_tensor left, pt_tensor right, const pt_scalar* alpha, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::add(tensor_of(left, "left"), tensor_of(right, "right"), scalar_of(alpha)), out_tensor);
  });
}

int32_t pt_add_(pt_tensor left, pt_tensor right, const pt_scalar* alpha) {
  return guarded(__func__,
                 [&] { tensor_of(left, "left").add_(tensor_of(right, "right"), scalar_of(alpha)); });
}

int32_t pt_sub(pt_tensor left, pt_tensor right, const pt_scalar* alpha, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::sub(tensor_of(left, "left"), tensor_of(right, "right"), scalar_of(alpha)), out_tensor);
  });
}

int32_t pt_sub_(pt_tensor left, pt_tensor right, const pt_scalar* alpha) {
  return guarded(__func__,
                 [&] { tensor_of(left, "left").sub_(tensor_of(right, "right"), scalar_of(alpha)); });
}

int32_t pt_div(pt_tensor left, pt_tensor right, int32_t rounding, pt_tensor* out_tensor) {
  return guarded(__func__,
                 [&] { give(divide(tensor_of(left, "left"), tensor_of(right, "right"), rounding), out_tensor); });
}

int32_t pt_div_(pt_tensor left, pt_tensor right, int32_t rounding) {
  return guarded(__func__, [&] {
    at::Tensor& a = tensor_of(left, "left");
    const at::Tensor& b = tensor_of(right, "right");
    if (rounding == rounding_none) {
      a.div_(b);
    } else {
      a.div_(b, rounding == rounding_trunc ? "trunc" : "floor");
    }
  });
}

int32_t pt_clamp(pt_tensor tensor, const pt_scalar* min, const pt_scalar* max, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::clamp(tensor_of(tensor, "tensor"), optional_scalar(min), optional_scalar(max)), out_tensor);
  });
}

int32_t pt_clamp_(pt_tensor tensor, const pt_scalar* min, const pt_scalar* max) {
  return guarded(__func__,
                 [&] { tensor_of(tensor, "tensor").clamp_(optional_scalar(min), optional_scalar(max)); });
}

int32_t pt_addcmul_(pt_tensor tensor, pt_tensor left, pt_tensor right, const pt_scalar* value) {
  return guarded(__func__, [&] {
    tensor_of(tensor, "tensor").addcmul_(tensor_of(left, "tensor1"), tensor_of(right, "tensor2"), scalar_of(value));
  });
}

int32_t pt_addcdiv_(pt_tensor tensor, pt_tensor left, pt_tensor right, const pt_scalar* value) {
  return guarded(__func__, [&] {
    tensor_of(tensor, "tensor").addcdiv_(tensor_of(left, "tensor1"), tensor_of(right, "tensor2"), scalar_of(value));
  });
}

int32_t pt_lerp(pt_tensor tensor, pt_tensor end, const pt_scalar* weight, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::lerp(tensor_of(tensor, "tensor"), tensor_of(end, "end"), scalar_of(weight)), out_tensor);
  });
}

int32_t pt_lerp_(pt_tensor tensor, pt_tensor end, const pt_scalar* weight) {
  return guarded(__func__,
                 [&] { tensor_of(tensor, "tensor").lerp_(tensor_of(end, "end"), scalar_of(weight)); });
}

int32_t pt_softplus(pt_tensor tensor, double beta, double threshold, pt_tensor* out_tensor) {
  return guarded(__func__, [&] { give(at::softplus(tensor_of(tensor, "tensor"), beta, threshold), out_tensor); });
}

int32_t pt_softmax(pt_tensor tensor, int64_t dim, int32_t dtype, pt_tensor* out_tensor) {
  return guarded(__func__,
                 [&] { give(at::softmax(tensor_of(tensor, "tensor"), dim, optional_dtype(dtype)), out_tensor); });
}

int32_t pt_log_softmax(pt_tensor tensor, int64_t dim, int32_t dtype, pt_tensor* out_tensor) {
  return guarded(__func__,
                 [&] { give(at::log_softmax(tensor_of(tensor, "tensor"), dim, optional_dtype(dtype)), out_tensor); });
}

int32_t pt_where(pt_tensor condition, pt_tensor left, pt_tensor right, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::where(tensor_of(condition, "condition"), tensor_of(left, "x"), tensor_of(right, "y")), out_tensor);
  });
}

int32_t pt_masked_fill(pt_tensor tensor, pt_tensor mask, const pt_scalar* value, pt_tensor* out_tensor) {
  return guarded(__func__, [&] {
    give(at::masked_fill(tensor_of(tensor, "tensor"), tensor_of(mask, "mask"), scalar_of(value)), out_tensor);
  });
}

int32_t pt_masked_fill_(pt_tensor tensor, pt_tensor mask, const pt_scalar* value) {
  return guarded(__func__,
                 [&] { tensor_of(tensor, "tensor").masked_fill_(tensor_of(mask, "mask"), scalar_of(value)); });
}

int32_t pt_allclose(pt_tensor left, pt_tensor right, double rtol, double atol, int32_t equal_nan,
                    int32_t* out_equal) {
  return guarded(__func__, [&] {
    const bool equal = at::allclose(tensor_of(left, "left"), tensor_of(right, "right"), rtol, atol, equal_nan != 0);
    *out_equal = equal ? 1 : 0;
  });
}

int32_t pt_equal(pt_tensor left, pt_tensor right, int32_t* out_equal) {
  return guarded(__func__, [&] {
    *out_equal = at::equal(tensor_of(left, "left"), tensor_of(right, "right")) ? 1 : 0;
  });
}
