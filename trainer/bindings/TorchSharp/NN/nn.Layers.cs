using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

/// <content>Layers.</content>
public static partial class torch
{
    /// <content>Layers.</content>
    public static partial class nn
    {
        /// <summary>A 2-D convolution with a square kernel.</summary>
        /// <param name="in_channels">Input channels.</param>
        /// <param name="out_channels">Output channels.</param>
        /// <param name="kernel_size">The kernel's height and width.</param>
        /// <param name="stride">The step.</param>
        /// <param name="padding">What is added on each side.</param>
        /// <param name="dilation">The distance between kernel values.</param>
        /// <param name="padding_mode">What stands outside the image.</param>
        /// <param name="groups">How many groups of channels are convolved apart.</param>
        /// <param name="bias">Whether a bias is added.</param>
        /// <param name="device">The device, null for the processor.</param>
        /// <param name="dtype">The element type, null for 32-bit reals.</param>
        /// <returns>The layer.</returns>
        public static Conv2d Conv2d(
            long in_channels,
            long out_channels,
            long kernel_size,
            long stride = 1,
            long padding = 0,
            long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros,
            long groups = 1,
            bool bias = true,
            Device? device = null,
            ScalarType? dtype = null) => new(
                (in_channels, out_channels),
                (kernel_size, kernel_size),
                (stride, stride),
                (padding, padding),
                (dilation, dilation),
                padding_mode,
                groups,
                bias,
                new TensorOptions(dtype, device));

        /// <summary>A 2-D convolution.</summary>
        /// <param name="in_channels">Input channels.</param>
        /// <param name="out_channels">Output channels.</param>
        /// <param name="kernel_size">The kernel's height and width.</param>
        /// <param name="stride">The steps, null for 1.</param>
        /// <param name="padding">What is added above and below, left and right; null for nothing.</param>
        /// <param name="dilation">The distances between kernel values, null for 1.</param>
        /// <param name="padding_mode">What stands outside the image.</param>
        /// <param name="groups">How many groups of channels are convolved apart.</param>
        /// <param name="bias">Whether a bias is added.</param>
        /// <param name="device">The device, null for the processor.</param>
        /// <param name="dtype">The element type, null for 32-bit reals.</param>
        /// <returns>The layer.</returns>
        public static Conv2d Conv2d(
            long in_channels,
            long out_channels,
            (long, long) kernel_size,
            (long, long)? stride = null,
            (long, long)? padding = null,
            (long, long)? dilation = null,
            PaddingModes padding_mode = PaddingModes.Zeros,
            long groups = 1,
            bool bias = true,
            Device? device = null,
            ScalarType? dtype = null) => new(
                (in_channels, out_channels),
                kernel_size,
                stride ?? (1, 1),
                padding ?? (0, 0),
                dilation ?? (1, 1),
                padding_mode,
                groups,
                bias,
                new TensorOptions(dtype, device));

        /// <summary>Batch normalisation over [N, C, H, W].</summary>
        /// <param name="features">The number of channels.</param>
        /// <param name="eps">What is added to the variance.</param>
        /// <param name="momentum">The weight of a new batch in the running statistics.</param>
        /// <param name="affine">Whether each channel has a trained factor and offset.</param>
        /// <param name="track_running_stats">Whether statistics are kept for evaluation.</param>
        /// <param name="device">The device, null for the processor.</param>
        /// <param name="dtype">The element type, null for 32-bit reals.</param>
        /// <returns>The layer.</returns>
        public static BatchNorm2d BatchNorm2d(
            long features,
            double eps = 1e-05,
            double momentum = 0.1,
            bool affine = true,
            bool track_running_stats = true,
            Device? device = null,
            ScalarType? dtype = null) => new(features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <summary>A product with a trained matrix.</summary>
        /// <param name="inputSize">Inputs.</param>
        /// <param name="outputSize">Outputs.</param>
        /// <param name="hasBias">Whether a bias is added.</param>
        /// <param name="device">The device, null for the processor.</param>
        /// <param name="dtype">The element type, null for 32-bit reals.</param>
        /// <returns>The layer.</returns>
        public static Linear Linear(
            long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            new(inputSize, outputSize, hasBias, device, dtype);

        /// <summary>max(0, x).</summary>
        /// <param name="inplace">Whether the input is overwritten.</param>
        /// <returns>The layer.</returns>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <summary>x limited to 0 to 6.</summary>
        /// <param name="inplace">Whether the input is overwritten.</param>
        /// <returns>The layer.</returns>
        public static ReLU6 ReLU6(bool inplace = false) => new(inplace);

        /// <summary>1 / (1 + e^-x).</summary>
        /// <returns>The layer.</returns>
        public static Sigmoid Sigmoid() => new();

        /// <summary>log(1 + e^x).</summary>
        /// <returns>The layer.</returns>
        public static Softplus Softplus() => new();

        /// <summary>The input itself.</summary>
        /// <returns>The layer.</returns>
        public static Identity Identity() => new();

        /// <summary>Zeros single elements at random while training.</summary>
        /// <param name="p">The probability.</param>
        /// <param name="inplace">Whether the input is overwritten.</param>
        /// <returns>The layer.</returns>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>Zeros whole channels at random while training.</summary>
        /// <param name="p">The probability.</param>
        /// <param name="inplace">Whether the input is overwritten.</param>
        /// <returns>The layer.</returns>
        public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>Means over windows.</summary>
        /// <param name="kernel_size">The window's height and width.</param>
        /// <param name="stride">The step, null for the window's size.</param>
        /// <param name="padding">The zeros added on each side, null for none.</param>
        /// <param name="ceil_mode">Whether the output's size is rounded up.</param>
        /// <param name="count_include_pad">Whether the added zeros count.</param>
        /// <returns>The layer.</returns>
        public static AvgPool2d AvgPool2d(
            long kernel_size,
            long? stride = null,
            long? padding = null,
            bool ceil_mode = false,
            bool count_include_pad = true) =>
            new([kernel_size, kernel_size], Square(stride), Square(padding), ceil_mode, count_include_pad);

        /// <summary>Greatest values over windows.</summary>
        /// <param name="kernel_size">The window's height and width.</param>
        /// <param name="stride">The step, null for the window's size.</param>
        /// <param name="padding">What is added on each side, null for nothing.</param>
        /// <param name="dilation">The distance between window values, null for 1.</param>
        /// <param name="ceil_mode">Whether the output's size is rounded up.</param>
        /// <returns>The layer.</returns>
        public static MaxPool2d MaxPool2d(
            long kernel_size,
            long? stride = null,
            long? padding = null,
            long? dilation = null,
            bool ceil_mode = false) =>
            new([kernel_size, kernel_size], Square(stride), Square(padding), Square(dilation), ceil_mode);

        /// <summary>Means over a square grid of a given size.</summary>
        /// <param name="outputSize">The grid's height and width.</param>
        /// <returns>The layer.</returns>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long outputSize) => new([outputSize, outputSize]);

        /// <summary>Means over a grid of a given size.</summary>
        /// <param name="outputSize">The grid's height and width.</param>
        /// <returns>The layer.</returns>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] outputSize) => new(outputSize);

        /// <summary>Modules one after the other.</summary>
        /// <param name="modules">Names and modules.</param>
        /// <returns>The container.</returns>
        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
            new(Given(modules));

        /// <summary>Modules one after the other, named by their position.</summary>
        /// <param name="modules">The modules.</param>
        /// <returns>The container.</returns>
        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
            new(Given(modules));

        /// <inheritdoc cref="Sequential(ValueTuple{string, Module{Tensor, Tensor}}[])"/>
        public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) =>
            new(Given(modules));

        /// <inheritdoc cref="Sequential(Module{Tensor, Tensor}[])"/>
        public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) =>
            new(Given(modules));

        /// <summary>Modules in order.</summary>
        /// <typeparam name="T">The modules' type.</typeparam>
        /// <param name="modules">The modules.</param>
        /// <returns>The container.</returns>
        public static ModuleList<T> ModuleList<T>(params T[] modules)
            where T : Module => new(Given(modules));

        /// <summary>Modules by name.</summary>
        /// <typeparam name="T">The modules' type.</typeparam>
        /// <param name="modules">Names and modules.</param>
        /// <returns>The container.</returns>
        public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
            where T : Module => new(Given(modules));

        private static IEnumerable<T> Given<T>(IEnumerable<T>? modules) =>
            modules ?? throw new ArgumentNullException(nameof(modules));

        private static long[]? Square(long? size) => size is { } value ? [value, value] : null;
    }
}
