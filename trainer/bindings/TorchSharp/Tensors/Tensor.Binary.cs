using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Operators of two tensors, or of a tensor and a number.</content>
public static partial class torch
{
    /// <content>Operators of two tensors, or of a tensor and a number.</content>
    public partial class Tensor
    {
        /// <summary>The product with another tensor.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor mul(Tensor target) => Binary(BinaryOperator.Mul, target);

        /// <summary>Each element to the power of another tensor's.</summary>
        /// <param name="exponent">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor pow(Tensor exponent) => Binary(BinaryOperator.Pow, exponent);

        /// <summary>Where the elements equal another tensor's.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor eq(Tensor target) => Binary(BinaryOperator.Eq, target);

        /// <summary>Where the elements differ from another tensor's.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor ne(Tensor target) => Binary(BinaryOperator.Ne, target);

        /// <summary>Where the elements are less than another tensor's.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor lt(Tensor target) => Binary(BinaryOperator.Lt, target);

        /// <summary>Where the elements are greater than another tensor's.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor gt(Tensor target) => Binary(BinaryOperator.Gt, target);

        /// <summary>Where the elements are at most another tensor's.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor le(Tensor target) => Binary(BinaryOperator.Le, target);

        /// <summary>Where the elements are at least another tensor's.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor ge(Tensor target) => Binary(BinaryOperator.Ge, target);

        /// <summary>Where both tensors differ from 0.</summary>
        /// <param name="other">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor logical_and(Tensor other) => Binary(BinaryOperator.LogicalAnd, other);

        /// <summary>Where at least one of two tensors differs from 0.</summary>
        /// <param name="other">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor logical_or(Tensor other) => Binary(BinaryOperator.LogicalOr, other);

        /// <summary>Where exactly one of two tensors differs from 0.</summary>
        /// <param name="other">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor logical_xor(Tensor other) => Binary(BinaryOperator.LogicalXor, other);

        /// <summary>The greater of each two elements.</summary>
        /// <param name="other">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor maximum(Tensor other) => Binary(BinaryOperator.Maximum, other);

        /// <summary>The smaller of each two elements.</summary>
        /// <param name="other">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor minimum(Tensor other) => Binary(BinaryOperator.Minimum, other);

        /// <summary>The remainder of a division, with the divisor's sign.</summary>
        /// <param name="other">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor remainder(Tensor other) => Binary(BinaryOperator.Remainder, other);

        /// <summary>The remainder of a division, with the dividend's sign.</summary>
        /// <param name="other">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor fmod(Tensor other) => Binary(BinaryOperator.Fmod, other);

        /// <summary>The sum with a number.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor add(Scalar scalar) => WithScalar(ScalarOperator.Add, scalar);

        /// <summary>The difference to a number.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor sub(Scalar scalar) => WithScalar(ScalarOperator.Sub, scalar);

        /// <summary>The product with a number.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor mul(Scalar scalar) => WithScalar(ScalarOperator.Mul, scalar);

        /// <summary>The quotient by a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor div(Scalar target) => WithScalar(ScalarOperator.Div, target);

        /// <summary>Each element to the power of a number.</summary>
        /// <param name="exponent">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor pow(Scalar exponent) => WithScalar(ScalarOperator.Pow, exponent);

        /// <summary>Where the elements equal a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor eq(Scalar target) => WithScalar(ScalarOperator.Eq, target);

        /// <summary>Where the elements differ from a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor ne(Scalar target) => WithScalar(ScalarOperator.Ne, target);

        /// <summary>Where the elements are less than a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor lt(Scalar target) => WithScalar(ScalarOperator.Lt, target);

        /// <summary>Where the elements are greater than a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor gt(Scalar target) => WithScalar(ScalarOperator.Gt, target);

        /// <summary>Where the elements are at most a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor le(Scalar target) => WithScalar(ScalarOperator.Le, target);

        /// <summary>Where the elements are at least a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor ge(Scalar target) => WithScalar(ScalarOperator.Ge, target);

        /// <summary>The remainder of a division, with the divisor's sign.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor remainder(Scalar other) => WithScalar(ScalarOperator.Remainder, other);

        /// <summary>The remainder of a division, with the dividend's sign.</summary>
        /// <param name="other">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor fmod(Scalar other) => WithScalar(ScalarOperator.Fmod, other);

        /// <summary>The greater of each element and a number.</summary>
        /// <param name="min">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor clamp_min(Scalar min) => WithScalar(ScalarOperator.ClampMin, min);

        /// <summary>The smaller of each element and a number.</summary>
        /// <param name="max">The number.</param>
        /// <returns>A new tensor.</returns>
        public Tensor clamp_max(Scalar max) => WithScalar(ScalarOperator.ClampMax, max);

        /// <summary>Does <see cref="mul(Tensor)"/> in place.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor mul_(Tensor target) => InPlace(BinaryOperatorInPlace.Mul, target);

        /// <summary>Does <see cref="pow(Tensor)"/> in place.</summary>
        /// <param name="exponent">The other tensor, broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor pow_(Tensor exponent) => InPlace(BinaryOperatorInPlace.Pow, exponent);

        /// <summary>Does <see cref="logical_and(Tensor)"/> in place.</summary>
        /// <param name="other">The other tensor, broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor logical_and_(Tensor other) => InPlace(BinaryOperatorInPlace.LogicalAnd, other);

        /// <summary>Does <see cref="logical_or(Tensor)"/> in place.</summary>
        /// <param name="other">The other tensor, broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor logical_or_(Tensor other) => InPlace(BinaryOperatorInPlace.LogicalOr, other);

        /// <summary>Does <see cref="add(Scalar)"/> in place.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Scalar scalar) => InPlace(ScalarOperatorInPlace.Add, scalar);

        /// <summary>Does <see cref="sub(Scalar)"/> in place.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor sub_(Scalar scalar) => InPlace(ScalarOperatorInPlace.Sub, scalar);

        /// <summary>Does <see cref="mul(Scalar)"/> in place.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor mul_(Scalar scalar) => InPlace(ScalarOperatorInPlace.Mul, scalar);

        /// <summary>Does <see cref="div(Scalar)"/> in place.</summary>
        /// <param name="target">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor div_(Scalar target) => InPlace(ScalarOperatorInPlace.Div, target);

        /// <summary>Does <see cref="pow(Scalar)"/> in place.</summary>
        /// <param name="exponent">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor pow_(Scalar exponent) => InPlace(ScalarOperatorInPlace.Pow, exponent);

        /// <summary>Does <see cref="clamp_min(Scalar)"/> in place.</summary>
        /// <param name="min">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor clamp_min_(Scalar min) => InPlace(ScalarOperatorInPlace.ClampMin, min);

        /// <summary>Does <see cref="clamp_max(Scalar)"/> in place.</summary>
        /// <param name="max">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor clamp_max_(Scalar max) => InPlace(ScalarOperatorInPlace.ClampMax, max);

        internal Tensor Binary(
            BinaryOperator op, Tensor right, [CallerArgumentExpression(nameof(right))] string? name = null)
        {
            NativeMethods.Binary((int)op, Handle, Arguments.HandleOf(right, name), out TensorHandle result);
            return new Tensor(result);
        }

        internal Tensor WithScalar(
            ScalarOperator op, Scalar scalar, [CallerArgumentExpression(nameof(scalar))] string? name = null)
        {
            NativeMethods.ScalarOp((int)op, Handle, in Arguments.ValueOf(scalar, name), out TensorHandle result);
            return new Tensor(result);
        }

        private Tensor InPlace(
            BinaryOperatorInPlace op, Tensor right, [CallerArgumentExpression(nameof(right))] string? name = null)
        {
            NativeMethods.BinaryInPlace((int)op, Handle, Arguments.HandleOf(right, name));
            return this;
        }

        private Tensor InPlace(
            ScalarOperatorInPlace op, Scalar scalar, [CallerArgumentExpression(nameof(scalar))] string? name = null)
        {
            NativeMethods.ScalarOpInPlace((int)op, Handle, in Arguments.ValueOf(scalar, name));
            return this;
        }
    }
}
