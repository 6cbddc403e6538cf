using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Element-wise operators with more than two operands or with options.</content>
public static partial class torch
{
    /// <content>Element-wise operators with more than two operands or with options.</content>
    public partial class Tensor
    {
        /// <summary>The sum with another tensor.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor add(Tensor target)
        {
            NativeMethods.Add(Handle, Arguments.HandleOf(target), ScalarValue.One, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>The sum with a multiple of another tensor.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <param name="alpha">The factor of the other tensor.</param>
        /// <returns>A new tensor.</returns>
        public Tensor add(Tensor target, Scalar alpha)
        {
            NativeMethods.Add(
                Handle, Arguments.HandleOf(target), in Arguments.ValueOf(alpha), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Does <see cref="add(Tensor)"/> in place.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Tensor target)
        {
            NativeMethods.AddInPlace(Handle, Arguments.HandleOf(target), ScalarValue.One);
            return this;
        }

        /// <summary>Does <see cref="add(Tensor, Scalar)"/> in place.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <param name="alpha">The factor of the other tensor.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Tensor target, Scalar alpha)
        {
            NativeMethods.AddInPlace(Handle, Arguments.HandleOf(target), in Arguments.ValueOf(alpha));
            return this;
        }

        /// <summary>The difference to another tensor.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>A new tensor.</returns>
        public Tensor sub(Tensor target)
        {
            NativeMethods.Sub(Handle, Arguments.HandleOf(target), ScalarValue.One, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Does <see cref="sub(Tensor)"/> in place.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <returns>This tensor.</returns>
        public Tensor sub_(Tensor target)
        {
            NativeMethods.SubInPlace(Handle, Arguments.HandleOf(target), ScalarValue.One);
            return this;
        }

        /// <summary>The quotient by another tensor.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <param name="rounding_mode">How the quotient is rounded.</param>
        /// <returns>A new tensor.</returns>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
        {
            NativeMethods.Div(Handle, Arguments.HandleOf(target), (int)rounding_mode, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Does <see cref="div(Tensor, RoundingMode)"/> in place.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        /// <param name="rounding_mode">How the quotient is rounded.</param>
        /// <returns>This tensor.</returns>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
        {
            NativeMethods.DivInPlace(Handle, Arguments.HandleOf(target), (int)rounding_mode);
            return this;
        }

        /// <summary>Each element, limited to a range.</summary>
        /// <param name="min">The lower limit, null for none.</param>
        /// <param name="max">The upper limit, null for none.</param>
        /// <returns>A new tensor.</returns>
        public Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            NativeMethods.Clamp(Handle, Arguments.Optional(min), Arguments.Optional(max), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Does <see cref="clamp(Scalar, Scalar)"/> in place.</summary>
        /// <param name="min">The lower limit, null for none.</param>
        /// <param name="max">The upper limit, null for none.</param>
        /// <returns>This tensor.</returns>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            NativeMethods.ClampInPlace(Handle, Arguments.Optional(min), Arguments.Optional(max));
            return this;
        }

        /// <summary>Adds <paramref name="value"/> times the product of two tensors.</summary>
        /// <param name="tensor1">The first factor.</param>
        /// <param name="tensor2">The second factor.</param>
        /// <param name="value">The factor of the product.</param>
        /// <returns>This tensor.</returns>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            NativeMethods.AddcmulInPlace(
                Handle, Arguments.HandleOf(tensor1), Arguments.HandleOf(tensor2), in Arguments.ValueOf(value));
            return this;
        }

        /// <summary>Adds <paramref name="value"/> times the quotient of two tensors.</summary>
        /// <param name="tensor1">The dividend.</param>
        /// <param name="tensor2">The divisor.</param>
        /// <param name="value">The factor of the quotient.</param>
        /// <returns>This tensor.</returns>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            NativeMethods.AddcdivInPlace(
                Handle, Arguments.HandleOf(tensor1), Arguments.HandleOf(tensor2), in Arguments.ValueOf(value));
            return this;
        }

        /// <summary>A point between this tensor (weight 0) and another (weight 1).</summary>
        /// <param name="end">The other tensor.</param>
        /// <param name="weight">How far to go.</param>
        /// <returns>A new tensor.</returns>
        public Tensor lerp(Tensor end, Scalar weight)
        {
            NativeMethods.Lerp(
                Handle, Arguments.HandleOf(end), in Arguments.ValueOf(weight), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Does <see cref="lerp(Tensor, Scalar)"/> in place.</summary>
        /// <param name="end">The other tensor.</param>
        /// <param name="weight">How far to go.</param>
        /// <returns>This tensor.</returns>
        public Tensor lerp_(Tensor end, Scalar weight)
        {
            NativeMethods.LerpInPlace(Handle, Arguments.HandleOf(end), in Arguments.ValueOf(weight));
            return this;
        }

        /// <summary>A smooth form of relu: log(1 + e^(beta x)) / beta.</summary>
        /// <param name="beta">How sharp the bend is.</param>
        /// <param name="threshold">Above this value of beta x the result is x itself.</param>
        /// <returns>A new tensor.</returns>
        public Tensor softplus(double beta = 1, double threshold = 20)
        {
            NativeMethods.Softplus(Handle, beta, threshold, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Exponentials scaled so that they sum to 1.</summary>
        /// <param name="dim">The dimension along which they sum to 1.</param>
        /// <param name="dtype">The result's element type, null for this tensor's.</param>
        /// <returns>A new tensor.</returns>
        public Tensor softmax(long dim, ScalarType? dtype = null)
        {
            NativeMethods.Softmax(Handle, dim, Arguments.DtypeOf(dtype), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>The logarithm of <see cref="softmax"/>, computed without overflow.</summary>
        /// <param name="dim">The dimension along which the exponentials sum to 1.</param>
        /// <param name="dtype">The result's element type, null for this tensor's.</param>
        /// <returns>A new tensor.</returns>
        public Tensor log_softmax(long dim, ScalarType? dtype = null)
        {
            NativeMethods.LogSoftmax(Handle, dim, Arguments.DtypeOf(dtype), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>This tensor where the condition holds, another elsewhere.</summary>
        /// <param name="condition">Truth values.</param>
        /// <param name="y">The other tensor.</param>
        /// <returns>A new tensor.</returns>
        public Tensor where(Tensor condition, Tensor y)
        {
            NativeMethods.Where(
                Arguments.HandleOf(condition), Handle, Arguments.HandleOf(y), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>The elements, those under the mask replaced.</summary>
        /// <param name="mask">Truth values, broadcast.</param>
        /// <param name="value">What stands where the mask is true.</param>
        /// <returns>A new tensor.</returns>
        public Tensor masked_fill(Tensor mask, Scalar value)
        {
            NativeMethods.MaskedFill(
                Handle, Arguments.HandleOf(mask), in Arguments.ValueOf(value), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Does <see cref="masked_fill"/> in place.</summary>
        /// <param name="mask">Truth values, broadcast.</param>
        /// <param name="value">What stands where the mask is true.</param>
        /// <returns>This tensor.</returns>
        public Tensor masked_fill_(Tensor mask, Scalar value)
        {
            NativeMethods.MaskedFillInPlace(Handle, Arguments.HandleOf(mask), in Arguments.ValueOf(value));
            return this;
        }

        /// <summary>The elements under the mask, in a row.</summary>
        /// <param name="mask">Truth values, broadcast.</param>
        /// <returns>A new tensor of one dimension.</returns>
        public Tensor masked_select(Tensor mask) => Binary(BinaryOperator.MaskedSelect, mask);

        /// <summary>The matrix product, batched over leading dimensions.</summary>
        /// <param name="target">The right factor.</param>
        /// <returns>A new tensor.</returns>
        public Tensor matmul(Tensor target) => Binary(BinaryOperator.Matmul, target);

        /// <summary>The product of two matrices.</summary>
        /// <param name="target">The right factor.</param>
        /// <returns>A new tensor.</returns>
        public Tensor mm(Tensor target) => Binary(BinaryOperator.Mm, target);

        /// <summary>The products of two batches of matrices.</summary>
        /// <param name="batch2">The right factors.</param>
        /// <returns>A new tensor.</returns>
        public Tensor bmm(Tensor batch2) => Binary(BinaryOperator.Bmm, batch2);

        /// <summary>Whether all elements lie close to another tensor's.</summary>
        /// <param name="target">The other tensor.</param>
        /// <param name="rtol">The tolerance relative to the other tensor's elements.</param>
        /// <param name="atol">The absolute tolerance.</param>
        /// <param name="equal_nan">Whether two not-a-numbers are equal.</param>
        /// <returns>True if each difference is at most <c>atol + rtol |target|</c>.</returns>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            NativeMethods.Allclose(
                Handle, Arguments.HandleOf(target), rtol, atol, equal_nan ? 1 : 0, out int result);
            return result != 0;
        }
    }
}
