using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <content>C# operators.</content>
public static partial class torch
{
    /// <content>C# operators.</content>
    public partial class Tensor
    {
        /// <summary>Sum, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        public static Tensor operator +(Tensor left, Tensor right) => Left(left).add(right);

        /// <inheritdoc cref="op_Addition(Tensor, Tensor)"/>
        public static Tensor operator +(Tensor left, Scalar right) => Left(left).add(right);

        /// <inheritdoc cref="op_Addition(Tensor, Tensor)"/>
        public static Tensor operator +(Tensor left, int right) => Left(left).add(right);

        /// <inheritdoc cref="op_Addition(Tensor, Tensor)"/>
        public static Tensor operator +(Tensor left, long right) => Left(left).add(right);

        /// <inheritdoc cref="op_Addition(Tensor, Tensor)"/>
        public static Tensor operator +(Tensor left, float right) => Left(left).add(right);

        /// <inheritdoc cref="op_Addition(Tensor, Tensor)"/>
        public static Tensor operator +(Tensor left, double right) => Left(left).add(right);

        /// <inheritdoc cref="op_Addition(Tensor, Tensor)"/>
        public static Tensor operator +(Scalar left, Tensor right) => Right(right).add(left);

        /// <inheritdoc cref="op_Addition(Tensor, Tensor)"/>
        public static Tensor operator +(int left, Tensor right) => Right(right).add(left);

        /// <inheritdoc cref="op_Addition(Tensor, Tensor)"/>
        public static Tensor operator +(long left, Tensor right) => Right(right).add(left);

        /// <inheritdoc cref="op_Addition(Tensor, Tensor)"/>
        public static Tensor operator +(float left, Tensor right) => Right(right).add(left);

        /// <inheritdoc cref="op_Addition(Tensor, Tensor)"/>
        public static Tensor operator +(double left, Tensor right) => Right(right).add(left);

        /// <summary>Difference, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        public static Tensor operator -(Tensor left, Tensor right) => Left(left).sub(right);

        /// <inheritdoc cref="op_Subtraction(Tensor, Tensor)"/>
        public static Tensor operator -(Tensor left, Scalar right) => Left(left).sub(right);

        /// <inheritdoc cref="op_Subtraction(Tensor, Tensor)"/>
        public static Tensor operator -(Tensor left, int right) => Left(left).sub(right);

        /// <inheritdoc cref="op_Subtraction(Tensor, Tensor)"/>
        public static Tensor operator -(Tensor left, long right) => Left(left).sub(right);

        /// <inheritdoc cref="op_Subtraction(Tensor, Tensor)"/>
        public static Tensor operator -(Tensor left, float right) => Left(left).sub(right);

        /// <inheritdoc cref="op_Subtraction(Tensor, Tensor)"/>
        public static Tensor operator -(Tensor left, double right) => Left(left).sub(right);

        /// <inheritdoc cref="op_Subtraction(Tensor, Tensor)"/>
        public static Tensor operator -(Scalar left, Tensor right) =>
            Right(right).WithScalar(ScalarOperator.Rsub, left);

        /// <inheritdoc cref="op_Subtraction(Tensor, Tensor)"/>
        public static Tensor operator -(int left, Tensor right) => Right(right).WithScalar(ScalarOperator.Rsub, left);

        /// <inheritdoc cref="op_Subtraction(Tensor, Tensor)"/>
        public static Tensor operator -(long left, Tensor right) => Right(right).WithScalar(ScalarOperator.Rsub, left);

        /// <inheritdoc cref="op_Subtraction(Tensor, Tensor)"/>
        public static Tensor operator -(float left, Tensor right) => Right(right).WithScalar(ScalarOperator.Rsub, left);

        /// <inheritdoc cref="op_Subtraction(Tensor, Tensor)"/>
        public static Tensor operator -(double left, Tensor right) =>
            Right(right).WithScalar(ScalarOperator.Rsub, left);

        /// <summary>Product, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        public static Tensor operator *(Tensor left, Tensor right) => Left(left).mul(right);

        /// <inheritdoc cref="op_Multiply(Tensor, Tensor)"/>
        public static Tensor operator *(Tensor left, Scalar right) => Left(left).mul(right);

        /// <inheritdoc cref="op_Multiply(Tensor, Tensor)"/>
        public static Tensor operator *(Tensor left, int right) => Left(left).mul(right);

        /// <inheritdoc cref="op_Multiply(Tensor, Tensor)"/>
        public static Tensor operator *(Tensor left, long right) => Left(left).mul(right);

        /// <inheritdoc cref="op_Multiply(Tensor, Tensor)"/>
        public static Tensor operator *(Tensor left, float right) => Left(left).mul(right);

        /// <inheritdoc cref="op_Multiply(Tensor, Tensor)"/>
        public static Tensor operator *(Tensor left, double right) => Left(left).mul(right);

        /// <inheritdoc cref="op_Multiply(Tensor, Tensor)"/>
        public static Tensor operator *(Scalar left, Tensor right) => Right(right).mul(left);

        /// <inheritdoc cref="op_Multiply(Tensor, Tensor)"/>
        public static Tensor operator *(int left, Tensor right) => Right(right).mul(left);

        /// <inheritdoc cref="op_Multiply(Tensor, Tensor)"/>
        public static Tensor operator *(long left, Tensor right) => Right(right).mul(left);

        /// <inheritdoc cref="op_Multiply(Tensor, Tensor)"/>
        public static Tensor operator *(float left, Tensor right) => Right(right).mul(left);

        /// <inheritdoc cref="op_Multiply(Tensor, Tensor)"/>
        public static Tensor operator *(double left, Tensor right) => Right(right).mul(left);

        /// <summary>Quotient, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        public static Tensor operator /(Tensor left, Tensor right) => Left(left).div(right);

        /// <inheritdoc cref="op_Division(Tensor, Tensor)"/>
        public static Tensor operator /(Tensor left, Scalar right) => Left(left).div(right);

        /// <inheritdoc cref="op_Division(Tensor, Tensor)"/>
        public static Tensor operator /(Tensor left, int right) => Left(left).div(right);

        /// <inheritdoc cref="op_Division(Tensor, Tensor)"/>
        public static Tensor operator /(Tensor left, long right) => Left(left).div(right);

        /// <inheritdoc cref="op_Division(Tensor, Tensor)"/>
        public static Tensor operator /(Tensor left, float right) => Left(left).div(right);

        /// <inheritdoc cref="op_Division(Tensor, Tensor)"/>
        public static Tensor operator /(Tensor left, double right) => Left(left).div(right);

        /// <inheritdoc cref="op_Division(Tensor, Tensor)"/>
        public static Tensor operator /(Scalar left, Tensor right) => Reciprocal(right, left);

        /// <inheritdoc cref="op_Division(Tensor, Tensor)"/>
        public static Tensor operator /(int left, Tensor right) => Reciprocal(right, left);

        /// <inheritdoc cref="op_Division(Tensor, Tensor)"/>
        public static Tensor operator /(long left, Tensor right) => Reciprocal(right, left);

        /// <inheritdoc cref="op_Division(Tensor, Tensor)"/>
        public static Tensor operator /(float left, Tensor right) => Reciprocal(right, left);

        /// <inheritdoc cref="op_Division(Tensor, Tensor)"/>
        public static Tensor operator /(double left, Tensor right) => Reciprocal(right, left);

        /// <summary>Remainder with the divisor's sign, element by element.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        public static Tensor operator %(Tensor left, Tensor right) => Left(left).remainder(right);

        /// <inheritdoc cref="op_Modulus(Tensor, Tensor)"/>
        public static Tensor operator %(Tensor left, Scalar right) => Left(left).remainder(right);

        /// <inheritdoc cref="op_Modulus(Tensor, Tensor)"/>
        public static Tensor operator %(Tensor left, int right) => Left(left).remainder(right);

        /// <inheritdoc cref="op_Modulus(Tensor, Tensor)"/>
        public static Tensor operator %(Tensor left, long right) => Left(left).remainder(right);

        /// <inheritdoc cref="op_Modulus(Tensor, Tensor)"/>
        public static Tensor operator %(Tensor left, float right) => Left(left).remainder(right);

        /// <inheritdoc cref="op_Modulus(Tensor, Tensor)"/>
        public static Tensor operator %(Tensor left, double right) => Left(left).remainder(right);

        /// <summary>Element by element: <see cref="eq(Tensor)"/>.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        public static Tensor operator ==(Tensor left, Tensor right) => Left(left).eq(right);

        /// <inheritdoc cref="op_Equality(Tensor, Tensor)"/>
        public static Tensor operator ==(Tensor left, Scalar right) => Left(left).eq(right);

        /// <summary>Element by element: <see cref="ne(Tensor)"/>.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        public static Tensor operator !=(Tensor left, Tensor right) => Left(left).ne(right);

        /// <inheritdoc cref="op_Inequality(Tensor, Tensor)"/>
        public static Tensor operator !=(Tensor left, Scalar right) => Left(left).ne(right);

        /// <summary>Element by element: <see cref="lt(Tensor)"/>.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        public static Tensor operator <(Tensor left, Tensor right) => Left(left).lt(right);

        /// <inheritdoc cref="op_LessThan(Tensor, Tensor)"/>
        public static Tensor operator <(Tensor left, Scalar right) => Left(left).lt(right);

        /// <summary>Element by element: <see cref="le(Tensor)"/>.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        public static Tensor operator <=(Tensor left, Tensor right) => Left(left).le(right);

        /// <inheritdoc cref="op_LessThanOrEqual(Tensor, Tensor)"/>
        public static Tensor operator <=(Tensor left, Scalar right) => Left(left).le(right);

        /// <summary>Element by element: <see cref="gt(Tensor)"/>.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        public static Tensor operator >(Tensor left, Tensor right) => Left(left).gt(right);

        /// <inheritdoc cref="op_GreaterThan(Tensor, Tensor)"/>
        public static Tensor operator >(Tensor left, Scalar right) => Left(left).gt(right);

        /// <summary>Element by element: <see cref="ge(Tensor)"/>.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        public static Tensor operator >=(Tensor left, Tensor right) => Left(left).ge(right);

        /// <inheritdoc cref="op_GreaterThanOrEqual(Tensor, Tensor)"/>
        public static Tensor operator >=(Tensor left, Scalar right) => Left(left).ge(right);

        /// <summary>The negative of each element.</summary>
        /// <param name="tensor">The tensor.</param>
        public static Tensor operator -(Tensor tensor) => Left(tensor).neg();

        /// <summary>
        /// Whether both are the same object; for elements use <c>==</c>, <see cref="eq(Tensor)"/> or equal.
        /// </summary>
        /// <param name="obj">Another object.</param>
        /// <returns>True for the same object.</returns>
        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        /// <inheritdoc/>
        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        private static Tensor Left(Tensor left) => left ?? throw new ArgumentNullException(nameof(left));

        private static Tensor Right(Tensor right) => right ?? throw new ArgumentNullException(nameof(right));

        // libtorch divides a number by a tensor through the reciprocal as well.
        private static Tensor Reciprocal(Tensor right, Scalar left)
        {
            using Tensor reciprocal = Right(right).reciprocal();
            return reciprocal.mul(left);
        }
    }
}
