using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Sums, extremes and the like.</content>
public static partial class torch
{
    /// <content>Sums, extremes and the like.</content>
    public partial class Tensor
    {
        /// <summary>The sum of all elements.</summary>
        /// <param name="type">The result's element type, null for libtorch's choice.</param>
        /// <returns>A new tensor without dimensions.</returns>
        public Tensor sum(ScalarType? type = null) => Sum(default, false, type);

        /// <summary>Sums along one dimension.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Whether the dimension stays, with size 1.</param>
        /// <param name="type">The result's element type, null for libtorch's choice.</param>
        /// <returns>A new tensor.</returns>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Sum([dim], keepdim, type);

        /// <summary>Sums along several dimensions.</summary>
        /// <param name="dim">The dimensions.</param>
        /// <param name="keepdim">Whether the dimensions stay, with size 1.</param>
        /// <param name="type">The result's element type, null for libtorch's choice.</param>
        /// <returns>A new tensor.</returns>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Sum(dim, keepdim, type);

        /// <summary>The mean of all elements.</summary>
        /// <returns>A new tensor without dimensions.</returns>
        public Tensor mean() => Mean(default, false, null);

        /// <summary>Means along several dimensions.</summary>
        /// <param name="dimensions">The dimensions.</param>
        /// <param name="keepdim">Whether the dimensions stay, with size 1.</param>
        /// <param name="type">The result's element type, null for this tensor's.</param>
        /// <returns>A new tensor.</returns>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Mean(dimensions, keepdim, type);

        /// <summary>The variance of all elements.</summary>
        /// <param name="unbiased">Whether to divide by one less than the count.</param>
        /// <returns>A new tensor without dimensions.</returns>
        public Tensor var(bool unbiased = true) => Var(default, unbiased, false);

        /// <summary>Variances along several dimensions.</summary>
        /// <param name="dimensions">The dimensions.</param>
        /// <param name="unbiased">Whether to divide by one less than the count.</param>
        /// <param name="keepdim">Whether the dimensions stay, with size 1.</param>
        /// <returns>A new tensor.</returns>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false) =>
            Var(dimensions, unbiased, keepdim);

        /// <summary>The standard deviation of all elements.</summary>
        /// <param name="unbiased">Whether to divide by one less than the count.</param>
        /// <returns>A new tensor without dimensions.</returns>
        public Tensor std(bool unbiased = true) => Std(default, unbiased, false);

        /// <summary>Standard deviations along several dimensions.</summary>
        /// <param name="dimensions">The dimensions.</param>
        /// <param name="unbiased">Whether to divide by one less than the count.</param>
        /// <param name="keepdim">Whether the dimensions stay, with size 1.</param>
        /// <returns>A new tensor.</returns>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false) =>
            Std(dimensions, unbiased, keepdim);

        /// <summary>The greatest element.</summary>
        /// <returns>A new tensor without dimensions.</returns>
        public Tensor max() => Unary(UnaryOperator.Max);

        /// <summary>The greatest elements along one dimension, and where they stand.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Whether the dimension stays, with size 1.</param>
        /// <returns>Two new tensors.</returns>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            NativeMethods.MaxDim(
                Handle, dim, keepdim ? 1 : 0, out TensorHandle values, out TensorHandle indices);
            return (new Tensor(values), new Tensor(indices));
        }

        /// <summary>The smallest element.</summary>
        /// <returns>A new tensor without dimensions.</returns>
        public Tensor min() => Unary(UnaryOperator.Min);

        /// <summary>The smallest elements along one dimension, and where they stand.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Whether the dimension stays, with size 1.</param>
        /// <returns>Two new tensors.</returns>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            NativeMethods.MinDim(
                Handle, dim, keepdim ? 1 : 0, out TensorHandle values, out TensorHandle indices);
            return (new Tensor(values), new Tensor(indices));
        }

        /// <summary>The greatest elements along several dimensions.</summary>
        /// <param name="dims">The dimensions.</param>
        /// <returns>A new tensor.</returns>
        public Tensor amax(params long[] dims)
        {
            NativeMethods.Amax(Handle, dims, Count(dims), keepdim: 0, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>The smallest elements along several dimensions.</summary>
        /// <param name="dims">The dimensions.</param>
        /// <returns>A new tensor.</returns>
        public Tensor amin(params long[] dims)
        {
            NativeMethods.Amin(Handle, dims, Count(dims), keepdim: 0, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Where the greatest element stands, counted row-major.</summary>
        /// <returns>A new tensor without dimensions.</returns>
        public Tensor argmax() => Argmax(default, false);

        /// <summary>Where the greatest elements along one dimension stand.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Whether the dimension stays, with size 1.</param>
        /// <returns>A new tensor of 64-bit integers.</returns>
        public Tensor argmax(long dim, bool keepdim = false) => Argmax([dim], keepdim);

        /// <summary>Where the smallest element stands, counted row-major.</summary>
        /// <returns>A new tensor without dimensions.</returns>
        public Tensor argmin() => Argmin(default, false);

        /// <summary>Where the smallest elements along one dimension stand.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Whether the dimension stays, with size 1.</param>
        /// <returns>A new tensor of 64-bit integers.</returns>
        public Tensor argmin(long dim, bool keepdim = false) => Argmin([dim], keepdim);

        /// <summary>The p-norm of all elements.</summary>
        /// <param name="p">The exponent.</param>
        /// <returns>A new tensor without dimensions.</returns>
        public Tensor norm(float p = 2.0f)
        {
            NativeMethods.Norm(Handle, p, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>The p-norms along one dimension.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Whether the dimension stays, with size 1.</param>
        /// <param name="p">The exponent.</param>
        /// <returns>A new tensor.</returns>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f)
        {
            NativeMethods.NormDim(Handle, p, dim, keepdim ? 1 : 0, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Whether some element differs from 0.</summary>
        /// <returns>A new tensor without dimensions.</returns>
        public Tensor any() => Unary(UnaryOperator.Any);

        /// <summary>Whether, along one dimension, some element differs from 0.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Whether the dimension stays, with size 1.</param>
        /// <returns>A new tensor.</returns>
        public Tensor any(long dim, bool keepdim = false)
        {
            NativeMethods.AnyDim(Handle, dim, keepdim ? 1 : 0, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Whether all elements differ from 0.</summary>
        /// <returns>A new tensor without dimensions.</returns>
        public Tensor all() => Unary(UnaryOperator.All);

        /// <summary>Whether, along one dimension, all elements differ from 0.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Whether the dimension stays, with size 1.</param>
        /// <returns>A new tensor.</returns>
        public Tensor all(long dim, bool keepdim = false)
        {
            NativeMethods.AllDim(Handle, dim, keepdim ? 1 : 0, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>The greatest (or smallest) elements along one dimension, and where they stand.</summary>
        /// <param name="k">How many.</param>
        /// <param name="dim">The dimension.</param>
        /// <param name="largest">False for the smallest.</param>
        /// <param name="sorted">Whether they come in order.</param>
        /// <returns>Two new tensors.</returns>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            NativeMethods.Topk(
                Handle, k, dim, largest ? 1 : 0, sorted ? 1 : 0, out TensorHandle values, out TensorHandle indices);
            return (new Tensor(values), new Tensor(indices));
        }

        /// <summary>Running sums along one dimension.</summary>
        /// <param name="dim">The dimension.</param>
        /// <returns>A new tensor.</returns>
        public Tensor cumsum(long dim)
        {
            NativeMethods.Cumsum(Handle, dim, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>How often each integer from 0 up occurs.</summary>
        /// <param name="weights">What each occurrence counts, null for 1.</param>
        /// <param name="minlength">The least number of counts.</param>
        /// <returns>A new tensor of one dimension.</returns>
        public Tensor bincount(Tensor? weights = null, long minlength = 0)
        {
            NativeMethods.Bincount(Handle, Arguments.HandleOrNone(weights), minlength, out TensorHandle result);
            return new Tensor(result);
        }

        private static int Count(long[]? dims) => dims?.Length ?? 0;

        private Tensor Sum(ReadOnlySpan<long> dims, bool keepdim, ScalarType? type)
        {
            NativeMethods.Sum(
                Handle, dims, dims.Length, keepdim ? 1 : 0, Arguments.DtypeOf(type), out TensorHandle result);
            return new Tensor(result);
        }

        private Tensor Mean(ReadOnlySpan<long> dims, bool keepdim, ScalarType? type)
        {
            NativeMethods.Mean(
                Handle, dims, dims.Length, keepdim ? 1 : 0, Arguments.DtypeOf(type), out TensorHandle result);
            return new Tensor(result);
        }

        private Tensor Var(ReadOnlySpan<long> dims, bool unbiased, bool keepdim)
        {
            NativeMethods.Var(
                Handle, dims, dims.Length, unbiased ? 1 : 0, keepdim ? 1 : 0, out TensorHandle result);
            return new Tensor(result);
        }

        private Tensor Std(ReadOnlySpan<long> dims, bool unbiased, bool keepdim)
        {
            NativeMethods.Std(
                Handle, dims, dims.Length, unbiased ? 1 : 0, keepdim ? 1 : 0, out TensorHandle result);
            return new Tensor(result);
        }

        private Tensor Argmax(ReadOnlySpan<long> dim, bool keepdim)
        {
            NativeMethods.Argmax(Handle, dim, keepdim ? 1 : 0, out TensorHandle result);
            return new Tensor(result);
        }

        private Tensor Argmin(ReadOnlySpan<long> dim, bool keepdim)
        {
            NativeMethods.Argmin(Handle, dim, keepdim ? 1 : 0, out TensorHandle result);
            return new Tensor(result);
        }
    }
}
