using TorchSharp.Interop;

namespace TorchSharp;

/// <content>The tensor: life, shape, type and place.</content>
public static partial class torch
{
    /// <summary>
    /// An n-dimensional array in libtorch. Dispose it, or create it inside a <see cref="DisposeScope"/>.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private const int UsualDimensions = 8;

        internal Tensor(TensorHandle handle)
        {
            Handle = handle;
            OwningDisposeScope = DisposeScopeManager.Current.Register(this);
        }

        /// <summary>Whether the tensor was disposed.</summary>
        public bool IsInvalid => Handle.IsClosed || Handle.IsInvalid;

        /// <summary>The size of each dimension.</summary>
        public unsafe long[] shape
        {
            get
            {
                Span<long> room = stackalloc long[UsualDimensions];
                NativeMethods.TensorSizes(Handle, room, room.Length, out int dims);
                if (dims <= room.Length)
                {
                    return room[..dims].ToArray();
                }

                long[] sizes = new long[dims];
                NativeMethods.TensorSizes(Handle, sizes, dims, out _);
                return sizes;
            }
        }

        /// <summary>The number of dimensions.</summary>
        public long Dimensions => Info.Dimensions;

        /// <summary>The number of dimensions.</summary>
        public long ndim => Info.Dimensions;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => Info.ElementCount;

        /// <summary>Bytes per element.</summary>
        public long ElementSize => Info.ElementSize;

        /// <summary>The element type.</summary>
        public ScalarType dtype => (ScalarType)Info.Dtype;

        /// <summary>Where the tensor lives.</summary>
        public Device device
        {
            get
            {
                TensorInfo info = Info;
                return new Device((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        /// <summary>The kind of device that the tensor lives on.</summary>
        public DeviceType device_type => (DeviceType)Info.DeviceType;

        /// <summary>The number of the device that the tensor lives on, -1 on the processor.</summary>
        public int device_index => Info.DeviceIndex;

        /// <summary>Whether autograd records what is done with the tensor.</summary>
        public bool requires_grad
        {
            get => Info.RequiresGrad != 0;
            set => NativeMethods.TensorSetRequiresGrad(Handle, value ? 1 : 0);
        }

        /// <summary>Whether the tensor is no result of a recorded operation.</summary>
        public bool is_leaf => Info.IsLeaf != 0;

        internal TensorHandle Handle { get; }

        internal DisposeScope? OwningDisposeScope { get; set; }

        internal bool IsContiguous => Info.IsContiguous != 0;

        private TensorInfo Info
        {
            get
            {
                NativeMethods.TensorInfo(Handle, out TensorInfo info);
                return info;
            }
        }

        /// <summary>Releases the native tensor; the scope that owns the tensor forgets it.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>The number of dimensions.</summary>
        /// <returns>The same as <see cref="Dimensions"/>.</returns>
        public long dim() => Info.Dimensions;

        /// <summary>The number of elements.</summary>
        /// <returns>The same as <see cref="NumberOfElements"/>.</returns>
        public long numel() => Info.ElementCount;

        /// <summary>The size of each dimension.</summary>
        /// <returns>The same as <see cref="shape"/>.</returns>
        public long[] size() => shape;

        /// <summary>The size of one dimension.</summary>
        /// <param name="dim">The dimension; negative ones count from the end.</param>
        /// <returns>Its size.</returns>
        public long size(int dim)
        {
            NativeMethods.TensorSize(Handle, dim, out long size);
            return size;
        }

        /// <summary>How far apart neighbours of each dimension lie.</summary>
        /// <returns>The distances in elements.</returns>
        public long[] stride()
        {
            long[] strides = new long[Info.Dimensions];
            NativeMethods.TensorStrides(Handle, strides, strides.Length, out _);
            return strides;
        }

        /// <summary>Whether the elements lie in row-major order without gaps.</summary>
        /// <returns>True if <see cref="contiguous"/> would copy nothing.</returns>
        public bool is_contiguous() => IsContiguous;

        /// <summary>Sets whether autograd records what is done with the tensor.</summary>
        /// <param name="requires_grad">True to record.</param>
        /// <returns>This tensor.</returns>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Moves the tensor to the scope around its own, or out of all scopes if there is none.</summary>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of all scopes: the caller disposes it.</summary>
        /// <returns>This tensor.</returns>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Moves the tensor to another scope, or out of all scopes if that is null.</summary>
        /// <param name="other">The new owner.</param>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            OwningDisposeScope?.MoveToOther(other, this);
            return this;
        }

        /// <summary>Moves the tensor to the scope that owns another one.</summary>
        /// <param name="other">The tensor whose scope becomes the owner.</param>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOtherDisposeScope(Tensor other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return MoveToOtherDisposeScope(other.OwningDisposeScope);
        }

        /// <summary>Computes the gradients of all leaves that this tensor of one element depends on.</summary>
        public void backward() =>
            NativeMethods.Backward(Handle, TensorHandle.None, retainGraph: 0, createGraph: 0);

        /// <summary>Keeps the gradient of a tensor that is no leaf.</summary>
        public void retain_grad() => NativeMethods.RetainGrad(Handle);

        /// <inheritdoc/>
        public override string ToString()
        {
            if (IsInvalid)
            {
                return "[disposed]";
            }

            TensorInfo info = Info;
            return $"[{string.Join('x', shape)}], type = {(ScalarType)info.Dtype}, device = {device}";
        }

        internal void DisposeInScope(ThreadDisposeScopeStatistics counts)
        {
            if (IsInvalid)
            {
                return;
            }

            counts.DisposedInScopeCount++;
            Handle.Dispose();
        }

        /// <summary>The gradient, not registered with any scope; null if there is none.</summary>
        /// <remarks>
        /// Not public: a method up to TorchSharp 0.102.4, a property since, so no form of it compiles with both.
        /// </remarks>
        internal Tensor? Gradient()
        {
            NativeMethods.TensorGrad(Handle, out TensorHandle gradient);
            return gradient.IsInvalid ? null : new Tensor(gradient);
        }

        /// <summary>Releases the native tensor.</summary>
        /// <param name="disposing">False on the finalizer's thread.</param>
        protected virtual void Dispose(bool disposing)
        {
            if (!disposing || IsInvalid)
            {
                return;
            }

            if (OwningDisposeScope is { } scope)
            {
                scope.MarkAsDisposed(this);
            }
            else
            {
                DisposeScopeManager.Statistics.DisposedOutsideScopeCount++;
            }

            Handle.Dispose();
        }
    }
}
