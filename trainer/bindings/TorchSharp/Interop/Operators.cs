namespace TorchSharp.Interop;

// The families of denseedge_torch.h, in its order. A test compares every name with the shim's own list.

/// <summary><c>PT_UNARY</c>.</summary>
internal enum UnaryOperator
{
    Neg, Exp, Log, Log1p, Sqrt, Rsqrt, Abs, Square, Floor, Ceil, Round, Sigmoid, Relu,
    Relu6, Tanh, Sin, Cos, Sign, Reciprocal, Isnan, Isfinite, Isinf, LogicalNot, Detach,
    Clone, Contiguous, Alias, Nonzero, Any, All, Max, Min, T, Expm1, ZerosLike, OnesLike,
    EmptyLike, Erf,
}

/// <summary><c>PT_UNARY_IN_PLACE</c>.</summary>
internal enum UnaryOperatorInPlace
{
    Neg, Exp, Log, Sqrt, Rsqrt, Abs, Square, Floor, Ceil, Round, Sigmoid, Relu,
    Tanh, Reciprocal, Zero,
}

/// <summary><c>PT_BINARY</c>.</summary>
internal enum BinaryOperator
{
    Mul, Pow, Eq, Ne, Lt, Gt, Le, Ge, LogicalAnd, LogicalOr, LogicalXor, Maximum, Minimum,
    Matmul, Mm, Bmm, Remainder, MaskedSelect, Fmod,
}

/// <summary><c>PT_BINARY_IN_PLACE</c>.</summary>
internal enum BinaryOperatorInPlace
{
    Mul, Pow, Copy, LogicalAnd, LogicalOr,
}

/// <summary><c>PT_SCALAR</c>.</summary>
internal enum ScalarOperator
{
    Add, Sub, Mul, Div, Pow, Eq, Ne, Lt, Gt, Le, Ge, Remainder, Fmod, ClampMin, ClampMax,
    LeakyRelu, Rsub,
}

/// <summary><c>PT_SCALAR_IN_PLACE</c>.</summary>
internal enum ScalarOperatorInPlace
{
    Add, Sub, Mul, Div, Pow, Fill, ClampMin, ClampMax,
}
