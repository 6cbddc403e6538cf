using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>PyTorch's functions under PyTorch's names.</summary>
/// <remarks>
/// A source-compatible subset of the official TorchSharp package; see the README beside the project for what it covers.
/// </remarks>
public static partial class torch
{
    /// <summary>Opens a scope that disposes the tensors its thread creates from here on.</summary>
    /// <returns>The scope; dispose it on the same thread.</returns>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Open();

    /// <summary>Switches autograd's recording off for this thread.</summary>
    /// <returns>What switches it back when disposed.</returns>
    public static IDisposable no_grad() => new AutoGradMode(false);

    /// <summary>Switches autograd's recording on, or off, for this thread.</summary>
    /// <param name="enabled">True for on.</param>
    /// <returns>What switches it back when disposed.</returns>
    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    /// <summary>Switches autograd's recording on or off for this thread.</summary>
    /// <param name="mode">True for on.</param>
    /// <returns>What switches it back when disposed.</returns>
    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    /// <summary>Whether autograd records on this thread.</summary>
    /// <returns>True if it does.</returns>
    public static bool is_grad_enabled()
    {
        NativeMethods.GradMode(out int enabled);
        return enabled != 0;
    }

    /// <summary>Sets how many threads one operation uses.</summary>
    /// <param name="num">The number of threads.</param>
    /// <remarks>Call it from the thread that trains: OpenMP keeps the number per thread.</remarks>
    public static void set_num_threads(int num) => NativeMethods.SetNumThreads(num);

    /// <summary>How many threads one operation uses.</summary>
    /// <returns>The number of threads.</returns>
    public static int get_num_threads()
    {
        NativeMethods.GetNumThreads(out int count);
        return count;
    }

    /// <summary>Sets how many operations run side by side.</summary>
    /// <param name="num">The number of threads.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">Such work has begun already.</exception>
    public static void set_num_interop_threads(int num) => NativeMethods.SetNumInteropThreads(num);

    /// <summary>How many operations run side by side.</summary>
    /// <returns>The number of threads.</returns>
    public static int get_num_interop_threads()
    {
        NativeMethods.GetNumInteropThreads(out int count);
        return count;
    }

    /// <summary>GPUs.</summary>
    public static partial class cuda
    {
        /// <summary>Whether libtorch was built for GPUs and finds one.</summary>
        /// <returns>True if tensors can be moved there.</returns>
        public static bool is_available()
        {
            NativeMethods.CudaIsAvailable(out int available);
            return available != 0;
        }

        /// <summary>How many GPUs there are.</summary>
        /// <returns>The number.</returns>
        public static int device_count()
        {
            NativeMethods.CudaDeviceCount(out int count);
            return count;
        }

        /// <summary>Waits until the current GPU has done all work.</summary>
        /// <param name="seconds">Not used, as in the official package.</param>
        public static void synchronize(long seconds = -1L) => NativeMethods.CudaSynchronize(seconds);
    }

    private sealed class AutoGradMode : IDisposable
    {
        private readonly bool _before;

        public AutoGradMode(bool enabled)
        {
            _before = is_grad_enabled();
            NativeMethods.SetGradMode(enabled ? 1 : 0);
        }

        public void Dispose() => NativeMethods.SetGradMode(_before ? 1 : 0);
    }
}
