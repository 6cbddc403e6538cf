using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Other shapes of the same elements.</content>
public static partial class torch
{
    /// <content>Other shapes of the same elements.</content>
    public partial class Tensor
    {
        /// <summary>The same memory with another shape.</summary>
        /// <param name="shape">The new sizes; one may be -1.</param>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor view(params long[] shape)
        {
            NativeMethods.View(Handle, shape, Count(shape), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>The same elements with another shape.</summary>
        /// <param name="shape">The new sizes; one may be -1.</param>
        /// <returns>A new tensor, which shares this one's memory if possible.</returns>
        public Tensor reshape(params long[] shape)
        {
            NativeMethods.Reshape(Handle, shape, Count(shape), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>The dimensions in another order.</summary>
        /// <param name="permutation">The old dimension for each new one.</param>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor permute(params long[] permutation)
        {
            NativeMethods.Permute(Handle, permutation, Count(permutation), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Two dimensions exchanged.</summary>
        /// <param name="dim0">The one.</param>
        /// <param name="dim1">The other.</param>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor transpose(long dim0, long dim1)
        {
            NativeMethods.Transpose(Handle, dim0, dim1, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>The transposed matrix.</summary>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor t() => Unary(UnaryOperator.T);

        /// <summary>All dimensions of size 1 removed.</summary>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor squeeze() => Squeeze(default);

        /// <summary>One dimension removed, if its size is 1.</summary>
        /// <param name="dim">The dimension.</param>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor squeeze(long dim) => Squeeze([dim]);

        /// <summary>A dimension of size 1 added.</summary>
        /// <param name="dim">Where.</param>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor unsqueeze(long dim)
        {
            NativeMethods.Unsqueeze(Handle, dim, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Neighbouring dimensions made into one.</summary>
        /// <param name="start_dim">The first.</param>
        /// <param name="end_dim">The last.</param>
        /// <returns>A new tensor, which shares this one's memory if possible.</returns>
        public Tensor flatten(long start_dim = 0, long end_dim = -1)
        {
            NativeMethods.Flatten(Handle, start_dim, end_dim, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Dimensions of size 1 repeated without copying.</summary>
        /// <param name="sizes">The new sizes; -1 keeps one.</param>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor expand(params long[] sizes) => Expand(sizes);

        /// <summary>Dimensions of size 1 repeated without copying, up to another tensor's shape.</summary>
        /// <param name="other">The model.</param>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor expand_as(Tensor other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return Expand(other.shape);
        }

        /// <summary>The tensor tiled.</summary>
        /// <param name="sizes">How often along each dimension.</param>
        /// <returns>A new tensor.</returns>
        public Tensor repeat(params long[] sizes)
        {
            NativeMethods.Repeat(Handle, sizes, Count(sizes), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>The elements in reverse order.</summary>
        /// <param name="dims">The dimensions to reverse.</param>
        /// <returns>A new tensor.</returns>
        public Tensor flip(params long[] dims)
        {
            NativeMethods.Flip(Handle, dims, Count(dims), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>A range of one dimension.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="start">The first position.</param>
        /// <param name="length">How many.</param>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor narrow(long dim, long start, long length)
        {
            NativeMethods.Narrow(Handle, dim, start, length, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>One position of one dimension; the dimension goes.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="index">The position.</param>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor select(long dim, long index)
        {
            NativeMethods.Select(Handle, dim, index, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Every step-th position of a range of one dimension.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="start">The first position.</param>
        /// <param name="finish">The end, itself not included.</param>
        /// <param name="step">The distance.</param>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor slice(long dim, long start, long finish, long step)
        {
            NativeMethods.Slice(Handle, dim, start, finish, step, out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Parts of equal size; the last may be smaller.</summary>
        /// <param name="size">The size of a part along the dimension.</param>
        /// <param name="dim">The dimension.</param>
        /// <returns>New tensors that share this one's memory.</returns>
        public Tensor[] split(long size, long dim = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
            return split(PartSizes(this.size((int)dim), size), dim);
        }

        /// <summary>Parts of given sizes.</summary>
        /// <param name="sizes">The sizes along the dimension; they sum to its size.</param>
        /// <param name="dim">The dimension.</param>
        /// <returns>New tensors that share this one's memory.</returns>
        public Tensor[] split(long[] sizes, long dim = 0)
        {
            ArgumentNullException.ThrowIfNull(sizes);
            var handles = new nint[sizes.Length];
            NativeMethods.Split(Handle, sizes, sizes.Length, dim, handles);
            return Array.ConvertAll(handles, handle => new Tensor(new TensorHandle(handle)));
        }

        /// <summary>A number of parts of equal size; the last may be smaller.</summary>
        /// <param name="chunks">How many at most.</param>
        /// <param name="dim">The dimension.</param>
        /// <returns>New tensors that share this one's memory.</returns>
        public Tensor[] chunk(long chunks, long dim = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunks);
            long total = size((int)dim);
            return split(PartSizes(total, Math.Max(1, (total + chunks - 1) / chunks)), dim);
        }

        private static long[] PartSizes(long total, long size)
        {
            var sizes = new long[Math.Max(1, (total + size - 1) / size)];
            Array.Fill(sizes, size);
            sizes[^1] = total - (size * (sizes.Length - 1));
            return sizes;
        }

        private Tensor Squeeze(ReadOnlySpan<long> dim)
        {
            NativeMethods.Squeeze(Handle, dim, out TensorHandle result);
            return new Tensor(result);
        }

        private Tensor Expand(long[] sizes)
        {
            NativeMethods.Expand(Handle, sizes, Count(sizes), isImplicit: 0, out TensorHandle result);
            return new Tensor(result);
        }
    }
}
