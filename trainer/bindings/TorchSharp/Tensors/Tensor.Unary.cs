using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Operators of one tensor.</content>
public static partial class torch
{
    /// <content>Operators of one tensor.</content>
    public partial class Tensor
    {
        /// <summary>The negative of each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor neg() => Unary(UnaryOperator.Neg);

        /// <summary>The absolute value of each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor abs() => Unary(UnaryOperator.Abs);

        /// <summary>e to the power of each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor exp() => Unary(UnaryOperator.Exp);

        /// <summary>e to the power of each element, less 1.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor expm1() => Unary(UnaryOperator.Expm1);

        /// <summary>The natural logarithm of each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor log() => Unary(UnaryOperator.Log);

        /// <summary>The natural logarithm of 1 plus each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor log1p() => Unary(UnaryOperator.Log1p);

        /// <summary>The square root of each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor sqrt() => Unary(UnaryOperator.Sqrt);

        /// <summary>1 over the square root of each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor rsqrt() => Unary(UnaryOperator.Rsqrt);

        /// <summary>The square of each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor square() => Unary(UnaryOperator.Square);

        /// <summary>Each element rounded down.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor floor() => Unary(UnaryOperator.Floor);

        /// <summary>Each element rounded up.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor ceil() => Unary(UnaryOperator.Ceil);

        /// <summary>Each element rounded to the nearest integer, halves to even.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor round() => Unary(UnaryOperator.Round);

        /// <summary>1 / (1 + e^-x) of each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor sigmoid() => Unary(UnaryOperator.Sigmoid);

        /// <summary>Each element, negative ones as 0.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor relu() => Unary(UnaryOperator.Relu);

        /// <summary>Each element, limited to 0 to 6.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor relu6() => Unary(UnaryOperator.Relu6);

        /// <summary>The hyperbolic tangent of each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor tanh() => Unary(UnaryOperator.Tanh);

        /// <summary>The sine of each element, in radians.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor sin() => Unary(UnaryOperator.Sin);

        /// <summary>The cosine of each element, in radians.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor cos() => Unary(UnaryOperator.Cos);

        /// <summary>The error function of each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor erf() => Unary(UnaryOperator.Erf);

        /// <summary>-1, 0 or 1 for each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor sign() => Unary(UnaryOperator.Sign);

        /// <summary>1 over each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor reciprocal() => Unary(UnaryOperator.Reciprocal);

        /// <summary>Where the elements are not a number.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor isnan() => Unary(UnaryOperator.Isnan);

        /// <summary>Where the elements are neither infinite nor not a number.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor isfinite() => Unary(UnaryOperator.Isfinite);

        /// <summary>Where the elements are infinite.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor isinf() => Unary(UnaryOperator.Isinf);

        /// <summary>Where the elements are 0.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor logical_not() => Unary(UnaryOperator.LogicalNot);

        /// <summary>The negative of each element.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor negative() => neg();

        /// <summary>Does <see cref="neg"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor neg_() => InPlace(UnaryOperatorInPlace.Neg);

        /// <summary>Does <see cref="abs"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor abs_() => InPlace(UnaryOperatorInPlace.Abs);

        /// <summary>Does <see cref="exp"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor exp_() => InPlace(UnaryOperatorInPlace.Exp);

        /// <summary>Does <see cref="log"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor log_() => InPlace(UnaryOperatorInPlace.Log);

        /// <summary>Does <see cref="sqrt"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor sqrt_() => InPlace(UnaryOperatorInPlace.Sqrt);

        /// <summary>Does <see cref="rsqrt"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor rsqrt_() => InPlace(UnaryOperatorInPlace.Rsqrt);

        /// <summary>Does <see cref="square"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor square_() => InPlace(UnaryOperatorInPlace.Square);

        /// <summary>Does <see cref="floor"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor floor_() => InPlace(UnaryOperatorInPlace.Floor);

        /// <summary>Does <see cref="ceil"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor ceil_() => InPlace(UnaryOperatorInPlace.Ceil);

        /// <summary>Does <see cref="round"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor round_() => InPlace(UnaryOperatorInPlace.Round);

        /// <summary>Does <see cref="sigmoid"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor sigmoid_() => InPlace(UnaryOperatorInPlace.Sigmoid);

        /// <summary>Does <see cref="relu"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor relu_() => InPlace(UnaryOperatorInPlace.Relu);

        /// <summary>Does <see cref="tanh"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor tanh_() => InPlace(UnaryOperatorInPlace.Tanh);

        /// <summary>Does <see cref="reciprocal"/> in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor reciprocal_() => InPlace(UnaryOperatorInPlace.Reciprocal);

        internal Tensor Unary(UnaryOperator op)
        {
            NativeMethods.Unary((int)op, Handle, out TensorHandle result);
            return new Tensor(result);
        }

        internal Tensor InPlace(UnaryOperatorInPlace op)
        {
            NativeMethods.UnaryInPlace((int)op, Handle);
            return this;
        }
    }
}
