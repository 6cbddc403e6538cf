using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Random numbers.</content>
public static partial class torch
{
    /// <summary>Seeds libtorch's default generators.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>The processor's default generator.</returns>
    public static Generator manual_seed(long seed)
    {
        NativeMethods.ManualSeed(seed);
        return Generator.Default;
    }

    /// <summary>Uniform numbers from 0 up to 1.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The element type, null for 32-bit reals.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor rand(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        NativeMethods.Rand(
            size,
            LengthOf(size),
            GeneratorHandle.None,
            new TensorOptions(dtype, device, requires_grad),
            out TensorHandle result);
        return new Tensor(result);
    }

    /// <inheritdoc cref="rand(long[], ScalarType?, Device, bool)"/>
    public static Tensor rand(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand([size], dtype, device, requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device, bool)"/>
    /// <param name="rows">The first size.</param>
    /// <param name="columns">The second size.</param>
    public static Tensor rand(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand([rows, columns], dtype, device, requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device, bool)"/>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    public static Tensor rand(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <inheritdoc cref="rand(long[], ScalarType?, Device, bool)"/>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    /// <param name="dim3">The fourth size.</param>
    public static Tensor rand(
        long dim0,
        long dim1,
        long dim2,
        long dim3,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => rand([dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>Normal numbers of mean 0 and variance 1.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The element type, null for 32-bit reals.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor randn(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        NativeMethods.Randn(
            size,
            LengthOf(size),
            GeneratorHandle.None,
            new TensorOptions(dtype, device, requires_grad),
            out TensorHandle result);
        return new Tensor(result);
    }

    /// <inheritdoc cref="randn(long[], ScalarType?, Device, bool)"/>
    public static Tensor randn(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn([size], dtype, device, requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device, bool)"/>
    /// <param name="rows">The first size.</param>
    /// <param name="columns">The second size.</param>
    public static Tensor randn(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn([rows, columns], dtype, device, requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device, bool)"/>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    public static Tensor randn(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn([dim0, dim1, dim2], dtype, device, requires_grad);

    /// <inheritdoc cref="randn(long[], ScalarType?, Device, bool)"/>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    /// <param name="dim3">The fourth size.</param>
    public static Tensor randn(
        long dim0,
        long dim1,
        long dim2,
        long dim3,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false) => randn([dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>Uniform integers from 0 up to <paramref name="high"/>.</summary>
    /// <param name="high">The end, itself not drawn.</param>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The element type, null for 64-bit integers.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randint(0, high, size, dtype, device, requires_grad);

    /// <summary>Uniform integers from <paramref name="low"/> up to <paramref name="high"/>.</summary>
    /// <param name="low">The smallest.</param>
    /// <param name="high">The end, itself not drawn.</param>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The element type, null for 64-bit integers.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor randint(
        long low,
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false)
    {
        var options = new TensorOptions(dtype ?? ScalarType.Int64, device, requires_grad);
        NativeMethods.Randint(
            low, high, size, LengthOf(size), GeneratorHandle.None, in options, out TensorHandle result);
        return new Tensor(result);
    }

    /// <summary>The integers from 0 up to <paramref name="n"/> in random order.</summary>
    /// <param name="n">How many.</param>
    /// <param name="dtype">The element type, null for 64-bit integers.</param>
    /// <param name="device">The device, null for the processor.</param>
    /// <param name="requires_grad">Whether autograd records what is done with the tensor.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var options = new TensorOptions(dtype ?? ScalarType.Int64, device, requires_grad);
        NativeMethods.Randperm(n, GeneratorHandle.None, in options, out TensorHandle result);
        return new Tensor(result);
    }

    /// <summary>A source of random numbers.</summary>
    public class Generator : IDisposable
    {
        /// <summary>A generator with its own seed.</summary>
        /// <param name="seed">The seed.</param>
        /// <param name="device">The device, null for the processor.</param>
        public Generator(ulong seed = 0, Device? device = null)
        {
            NativeMethods.GeneratorNew(
                seed, (int)(device?.type ?? DeviceType.CPU), device?.index ?? -1, out GeneratorHandle handle);
            Handle = handle;
        }

        private Generator(GeneratorHandle handle) => Handle = handle;

        /// <summary>libtorch's generator for the processor.</summary>
        public static Generator Default
        {
            get
            {
                NativeMethods.GeneratorDefault(out GeneratorHandle handle);
                return new Generator(handle);
            }
        }

        internal GeneratorHandle Handle { get; }

        /// <summary>Seeds this generator.</summary>
        /// <param name="seed">The seed.</param>
        /// <returns>This generator.</returns>
        public Generator manual_seed(long seed)
        {
            NativeMethods.GeneratorSetSeed(Handle, seed);
            return this;
        }

        /// <summary>The seed that the generator was started with.</summary>
        /// <returns>The seed.</returns>
        public long initial_seed()
        {
            NativeMethods.GeneratorInitialSeed(Handle, out long seed);
            return seed;
        }

        /// <summary>Where the generator stands in its sequence.</summary>
        /// <returns>A new tensor of bytes.</returns>
        public Tensor get_state()
        {
            NativeMethods.GeneratorGetState(Handle, out TensorHandle state);
            return new Tensor(state);
        }

        /// <summary>Puts the generator to a place in its sequence.</summary>
        /// <param name="value">What <see cref="get_state"/> gave.</param>
        public void set_state(Tensor value) => NativeMethods.GeneratorSetState(Handle, Arguments.HandleOf(value));

        /// <summary>Releases the generator; the default one of libtorch stays.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Releases the generator.</summary>
        /// <param name="disposing">False on the finalizer's thread.</param>
        protected virtual void Dispose(bool disposing)
        {
            if (disposing)
            {
                Handle.Dispose();
            }
        }
    }
}
