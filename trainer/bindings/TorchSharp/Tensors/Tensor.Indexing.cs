using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Elements by position.</content>
public static partial class torch
{
    /// <content>Elements by position.</content>
    public partial class Tensor
    {
        /// <summary>Part of the tensor.</summary>
        /// <param name="indices">One entry per dimension from the first on; missing ones mean all.</param>
        /// <value>
        /// Get: a new tensor, which shares memory if no entry is a tensor. Set: what is copied there, broadcast.
        /// </value>
        public Tensor this[params TensorIndex[] indices]
        {
            get
            {
                ArgumentNullException.ThrowIfNull(indices);
                (Tensor view, Tensor?[] advanced, bool owned) = ApplyBasic(indices);
                if (advanced.Length == 0)
                {
                    return owned ? view : view.alias();
                }

                try
                {
                    return Index(view, advanced);
                }
                finally
                {
                    Release(view, owned);
                }
            }

            set
            {
                ArgumentNullException.ThrowIfNull(indices);
                (Tensor view, Tensor?[] advanced, bool owned) = ApplyBasic(indices);
                try
                {
                    if (advanced.Length == 0)
                    {
                        view.copy_(value);
                    }
                    else
                    {
                        IndexPut(view, advanced, value);
                    }
                }
                finally
                {
                    Release(view, owned);
                }
            }
        }

        /// <summary>Positions of one dimension.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="index">The positions, 64-bit integers.</param>
        /// <returns>A new tensor.</returns>
        public Tensor index_select(long dim, Tensor index)
        {
            NativeMethods.IndexSelect(Handle, dim, Arguments.HandleOf(index), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>One element per entry of an index tensor.</summary>
        /// <param name="dim">The dimension that the index replaces.</param>
        /// <param name="index">The positions, 64-bit integers.</param>
        /// <returns>A new tensor of the index's shape.</returns>
        public Tensor gather(long dim, Tensor index)
        {
            NativeMethods.Gather(Handle, dim, Arguments.HandleOf(index), out TensorHandle result);
            return new Tensor(result);
        }

        /// <summary>Writes one element per entry of an index tensor.</summary>
        /// <param name="dim">The dimension that the index replaces.</param>
        /// <param name="index">The positions, 64-bit integers.</param>
        /// <param name="src">What to write.</param>
        /// <returns>This tensor.</returns>
        public Tensor scatter_(long dim, Tensor index, Tensor src)
        {
            NativeMethods.ScatterInPlace(Handle, dim, Arguments.HandleOf(index), Arguments.HandleOf(src));
            return this;
        }

        /// <summary>Adds slices of another tensor at positions of one dimension.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="index">The positions, 64-bit integers.</param>
        /// <param name="source">What to add.</param>
        /// <param name="alpha">The factor of what is added.</param>
        /// <returns>This tensor.</returns>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            NativeMethods.IndexAddInPlace(
                Handle, dim, Arguments.HandleOf(index), Arguments.HandleOf(source), in Arguments.ValueOf(alpha));
            return this;
        }

        /// <summary>Where the elements differ from 0.</summary>
        /// <returns>A new tensor with one row of positions per such element.</returns>
        public Tensor nonzero() => Unary(UnaryOperator.Nonzero);

        private static void Release(Tensor view, bool owned)
        {
            if (owned)
            {
                view.Dispose();
            }
        }

        private static Tensor Index(Tensor view, Tensor?[] indices)
        {
            using var list = new HandleList(indices, stackalloc nint[HandleList.StackCapacity]);
            NativeMethods.Index(view.Handle, list.Values, indices.Length, out TensorHandle result);
            return new Tensor(result);
        }

        private static void IndexPut(Tensor view, Tensor?[] indices, Tensor value)
        {
            using var list = new HandleList(indices, stackalloc nint[HandleList.StackCapacity]);
            NativeMethods.IndexPutInPlace(view.Handle, list.Values, indices.Length, Arguments.HandleOf(value));
        }

        // Positions, ranges and new dimensions make a view; index tensors are left, in their place, for index(_put).
        private (Tensor View, Tensor?[] Advanced, bool Owned) ApplyBasic(TensorIndex[] indices)
        {
            Tensor view = this;
            bool owned = false;
            var advanced = new List<Tensor?>();
            long dim = 0;
            bool anyTensor = false;
            foreach (TensorIndex index in indices)
            {
                Tensor? next = null;
                switch (index.Kind)
                {
                    case TensorIndex.Kinds.Single:
                        next = view.select(dim, index.Start ?? 0);
                        break;
                    case TensorIndex.Kinds.Slice:
                        next = IsColon(index) ? null : view.slice(
                            dim, index.Start ?? 0, index.Stop ?? long.MaxValue, index.Step ?? 1);
                        dim++;
                        advanced.Add(null);
                        break;
                    case TensorIndex.Kinds.None:
                        next = view.unsqueeze(dim++);
                        advanced.Add(null);
                        break;
                    case TensorIndex.Kinds.Ellipsis:
                        long skipped = Math.Max(0, Dimensions - Consumed(indices));
                        dim += skipped;
                        advanced.AddRange(new Tensor?[skipped]);
                        break;
                    default:
                        // A mask of several dimensions takes as many of the tensor's.
                        advanced.Add(index.Indices);
                        dim += ConsumedBy(index.Indices!);
                        anyTensor = true;
                        break;
                }

                if (next is not null)
                {
                    Release(view, owned);
                    (view, owned) = (next, true);
                }
            }

            return (view, anyTensor ? [.. advanced] : [], owned);
        }

        private static bool IsColon(TensorIndex index) =>
            index.Start is null && index.Stop is null && index.Step is null;

        private static long ConsumedBy(Tensor indices) =>
            indices.dtype is ScalarType.Bool or ScalarType.Byte ? indices.Dimensions : 1;

        private static long Consumed(TensorIndex[] indices) => indices.Sum(index => index.Kind switch
        {
            TensorIndex.Kinds.Single or TensorIndex.Kinds.Slice => 1L,
            TensorIndex.Kinds.Tensor => ConsumedBy(index.Indices!),
            _ => 0L,
        });
    }
}
