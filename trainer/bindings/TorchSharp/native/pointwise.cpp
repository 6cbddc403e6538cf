#include "common.h"

using denseedge::give;
using denseedge::guarded;
using denseedge::optional_dtype;
using denseedge::optional_scalar;
using denseedge::scalar_of;
using denseedge::tensor_of;

namespace {

#define PT_MEMBER(op) op,
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

[[noreturn]] void refuse(int32_t op) { throw std::invalid_argument("unknown operator " + std::to_string(op)); }

const char* rounding_name(int32_t rounding) { return rounding == 1 ? "trunc" : "floor"; }

}  // namespace

int32_t pt_unary(int32_t op, pt_tensor tensor, pt_tensor* out_tensor) {
  return guarded(__func__, pt_operator_name(0, op), [&] {
    const at::Tensor& x = tensor_of(tensor, "tensor");
    switch (op) {
#define PT_CASE(name)          \
  case name:                   \
    give(apply_##name(x), out_tensor); \
    break;
#undef PT_CASE
      default:
        refuse(op);
    }
  });
}
