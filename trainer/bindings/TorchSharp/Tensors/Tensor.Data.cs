using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

/// <content>Elements, copies and conversions.</content>
public static partial class torch
{
    /// <content>Elements, copies and conversions.</content>
    public partial class Tensor
    {
        /// <summary>The tensor's memory as bytes. Get: a view; set: a copy into the tensor.</summary>
        /// <value>As many bytes as the tensor has, row-major.</value>
        /// <exception cref="InvalidOperationException">The tensor is on another device, or has gaps.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                TensorInfo info = Info;
                if ((DeviceType)info.DeviceType != DeviceType.CPU)
                {
                    throw new InvalidOperationException(
                        $"Reading elements needs a tensor on the CPU, this is on {device}.");
                }

                if (info.IsContiguous == 0)
                {
                    throw new InvalidOperationException(
                        "Reading bytes needs a contiguous tensor: call contiguous() first.");
                }

                NativeMethods.TensorData(Handle, out nint data);
                return new Span<byte>((void*)data, checked((int)(info.ElementCount * info.ElementSize)));
            }
            set => NativeMethods.TensorCopyBytesInPlace(Handle, value, value.Length);
        }

        /// <summary>The elements as numbers of the tensor's own type.</summary>
        /// <typeparam name="T">The element type, <see cref="float"/> for <see cref="ScalarType.Float32"/>.</typeparam>
        /// <returns>A view; reading and writing go to the tensor's memory.</returns>
        /// <exception cref="InvalidOperationException">The tensor is on another device.</exception>
        /// <exception cref="ArgumentException">The tensor has another element type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged => new(this);

        /// <summary>The one element, converted.</summary>
        /// <typeparam name="T">A number type or <see cref="bool"/>.</typeparam>
        /// <returns>The element.</returns>
        /// <exception cref="ArgumentException">The tensor has another number of elements.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException($"Expected a tensor of 1 element, this has {NumberOfElements}.");
            }

            ScalarValue value = ScalarExtensionMethods.ItemOf(this);
            return ElementConversion.To<T>(value);
        }

        /// <summary>The tensor on another device.</summary>
        /// <param name="device">The device.</param>
        /// <param name="copy">True for a copy even if nothing changes.</param>
        /// <returns>A new tensor; without <paramref name="copy"/> it may share memory with this one.</returns>
        public Tensor to(Device device, bool copy = false) => To(new TensorOptions(null, device), copy);

        /// <summary>The tensor with another element type.</summary>
        /// <param name="type">The element type.</param>
        /// <param name="copy">True for a copy even if nothing changes.</param>
        /// <returns>A new tensor; without <paramref name="copy"/> it may share memory with this one.</returns>
        public Tensor to(ScalarType type, bool copy = false) => To(new TensorOptions(type, null), copy);

        /// <summary>The tensor with another element type on another device.</summary>
        /// <param name="type">The element type.</param>
        /// <param name="device">The device.</param>
        /// <param name="copy">True for a copy even if nothing changes.</param>
        /// <returns>A new tensor; without <paramref name="copy"/> it may share memory with this one.</returns>
        public Tensor to(ScalarType type, Device device, bool copy = false) =>
            To(new TensorOptions(type, device), copy);

        /// <summary>The tensor with the element type and device of another.</summary>
        /// <param name="other">The model.</param>
        /// <param name="copy">True for a copy even if nothing changes.</param>
        /// <returns>A new tensor; without <paramref name="copy"/> it may share memory with this one.</returns>
        public Tensor to(Tensor other, bool copy = false)
        {
            ArgumentNullException.ThrowIfNull(other);
            return To(new TensorOptions(other.dtype, other.device), copy);
        }

        /// <summary>The tensor with another element type.</summary>
        /// <param name="type">The element type.</param>
        /// <param name="copy">True for a copy even if nothing changes.</param>
        /// <returns>A new tensor; without <paramref name="copy"/> it may share memory with this one.</returns>
        public Tensor to_type(ScalarType type, bool copy = false) => To(new TensorOptions(type, null), copy);

        /// <summary>The tensor on the processor.</summary>
        /// <returns>A new tensor, which may share memory with this one.</returns>
        public Tensor cpu() => to(CPU);

        /// <summary>The tensor on a GPU.</summary>
        /// <param name="device">The GPU, null for the current one.</param>
        /// <returns>A new tensor, which may share memory with this one.</returns>
        public Tensor cuda(Device? device = null) => to(device ?? CUDA);

        /// <summary>The tensor with 32-bit reals.</summary>
        /// <returns>A new tensor, which may share memory with this one.</returns>
        public Tensor @float() => to_type(ScalarType.Float32);

        /// <summary>The tensor with 64-bit reals.</summary>
        /// <returns>A new tensor, which may share memory with this one.</returns>
        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>The tensor with 64-bit integers.</summary>
        /// <returns>A new tensor, which may share memory with this one.</returns>
        public Tensor @long() => to_type(ScalarType.Int64);

        /// <summary>The tensor with 32-bit integers.</summary>
        /// <returns>A new tensor, which may share memory with this one.</returns>
        public Tensor @int() => to_type(ScalarType.Int32);

        /// <summary>The tensor with truth values.</summary>
        /// <returns>A new tensor, which may share memory with this one.</returns>
        public Tensor @bool() => to_type(ScalarType.Bool);

        /// <summary>The tensor outside autograd's record.</summary>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor detach() => Unary(UnaryOperator.Detach);

        /// <summary>A second owner of the same tensor.</summary>
        /// <returns>A new tensor that shares this one's memory.</returns>
        public Tensor alias() => Unary(UnaryOperator.Alias);

        /// <summary>A copy, through which gradients flow.</summary>
        /// <returns>A new tensor.</returns>
        public Tensor clone() => Unary(UnaryOperator.Clone);

        /// <summary>The elements in row-major order without gaps.</summary>
        /// <returns>A new tensor, which shares memory with this one if that is so already.</returns>
        public Tensor contiguous() => Unary(UnaryOperator.Contiguous);

        /// <summary>Overwrites the elements with those of another tensor, converted and broadcast.</summary>
        /// <param name="source">Where to copy from.</param>
        /// <param name="nonBlocking">True to let a copy between devices run on.</param>
        /// <returns>This tensor.</returns>
        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            NativeMethods.TensorCopyInPlace(Handle, Arguments.HandleOf(source), nonBlocking ? 1 : 0);
            return this;
        }

        /// <summary>Sets all elements to 0.</summary>
        /// <returns>This tensor.</returns>
        public Tensor zero_() => InPlace(UnaryOperatorInPlace.Zero);

        /// <summary>Sets all elements.</summary>
        /// <param name="value">The new value.</param>
        /// <returns>This tensor.</returns>
        public Tensor fill_(Scalar value) => InPlace(ScalarOperatorInPlace.Fill, value);

        private Tensor To(TensorOptions options, bool copy)
        {
            NativeMethods.TensorTo(Handle, in options, copy ? 1 : 0, out TensorHandle result);
            return new Tensor(result);
        }
    }
}
