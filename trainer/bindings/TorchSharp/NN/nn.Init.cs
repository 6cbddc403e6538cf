using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

/// <content>Starting values, and tools for gradients.</content>
public static partial class torch
{
    /// <content>Starting values, and tools for gradients.</content>
    public static partial class nn
    {
        /// <summary>Starting values; each function overwrites its tensor, unrecorded, and returns it.</summary>
        public static partial class init
        {
            /// <summary>What a layer's outputs go through, which decides the gain.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear = 0,

                /// <summary>1 / (1 + e^-x).</summary>
                Sigmoid = 7,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>max(0, x).</summary>
                ReLU = 9,

                /// <summary>x, or a multiple of it where it is negative.</summary>
                LeakyReLU = 10,
            }

            /// <summary>Which side's variance is kept.</summary>
            public enum FanInOut
            {
                /// <summary>The activations', forward.</summary>
                FanIn = 0,

                /// <summary>The gradients', backward.</summary>
                FanOut = 1,
            }

            /// <summary>Normal numbers.</summary>
            /// <param name="tensor">What is overwritten.</param>
            /// <param name="mean">Their mean.</param>
            /// <param name="std">Their standard deviation.</param>
            /// <returns>The tensor.</returns>
            public static Tensor normal_(Tensor tensor, double mean = 0.0, double std = 1.0)
            {
                using IDisposable noGrad = no_grad();
                NativeMethods.NormalInPlace(Arguments.HandleOf(tensor), mean, std, GeneratorHandle.None);
                return tensor;
            }

            /// <summary>Uniform numbers.</summary>
            /// <param name="tensor">What is overwritten.</param>
            /// <param name="low">The lower limit.</param>
            /// <param name="high">The upper limit.</param>
            /// <returns>The tensor.</returns>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1)
            {
                using IDisposable noGrad = no_grad();
                NativeMethods.UniformInPlace(Arguments.HandleOf(tensor), low, high, GeneratorHandle.None);
                return tensor;
            }

            /// <summary>One value.</summary>
            /// <param name="tensor">What is overwritten.</param>
            /// <param name="val">The value.</param>
            /// <returns>The tensor.</returns>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using IDisposable noGrad = no_grad();
                return Of(tensor).fill_(val);
            }

            /// <summary>Zeros.</summary>
            /// <param name="tensor">What is overwritten.</param>
            /// <returns>The tensor.</returns>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>Ones.</summary>
            /// <param name="tensor">What is overwritten.</param>
            /// <returns>The tensor.</returns>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Uniform numbers of variance 2 / (fan in + fan out): Glorot and Bengio, 2010.</summary>
            /// <param name="tensor">What is overwritten; at least 2 dimensions.</param>
            /// <param name="gain">A factor.</param>
            /// <returns>The tensor.</returns>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                (double fanIn, double fanOut) = Fans(tensor);
                double bound = gain * Math.Sqrt(6 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal numbers of variance 2 / (fan in + fan out): Glorot and Bengio, 2010.</summary>
            /// <param name="tensor">What is overwritten; at least 2 dimensions.</param>
            /// <param name="gain">A factor.</param>
            /// <returns>The tensor.</returns>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0)
            {
                (double fanIn, double fanOut) = Fans(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2 / (fanIn + fanOut)));
            }

            /// <summary>Uniform numbers of variance gain² / fan: He et al., 2015.</summary>
            /// <param name="tensor">What is overwritten; at least 2 dimensions.</param>
            /// <param name="a">The slope of negative values after the layer.</param>
            /// <param name="mode">Which side's variance is kept.</param>
            /// <param name="nonlinearity">What comes after the layer.</param>
            /// <returns>The tensor.</returns>
            public static Tensor kaiming_uniform_(
                Tensor tensor,
                double a = 0,
                FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double bound = Math.Sqrt(3) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal numbers of variance gain² / fan: He et al., 2015.</summary>
            /// <param name="tensor">What is overwritten; at least 2 dimensions.</param>
            /// <param name="a">The slope of negative values after the layer.</param>
            /// <param name="mode">Which side's variance is kept.</param>
            /// <param name="nonlinearity">What comes after the layer.</param>
            /// <returns>The tensor.</returns>
            public static Tensor kaiming_normal_(
                Tensor tensor,
                double a = 0,
                FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            private static double KaimingDeviation(
                Tensor tensor, double slope, FanInOut mode, NonlinearityType nonlinearity)
            {
                const double TanhGain = 5.0 / 3;
                double gain = nonlinearity switch
                {
                    NonlinearityType.ReLU => Math.Sqrt(2),
                    NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (slope * slope))),
                    NonlinearityType.Tanh => TanhGain,
                    _ => 1,
                };
                (double fanIn, double fanOut) = Fans(tensor);
                return gain / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static (double In, double Out) Fans(Tensor tensor)
            {
                long[] shape = Of(tensor).shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException(
                        $"Fan in and fan out need at least 2 dimensions, got {shape.Length}.", nameof(tensor));
                }

                double fanIn = Initialization.FanIn(tensor);
                return (fanIn, fanIn / shape[1] * shape[0]);
            }
        }

        /// <summary>Tools for gradients.</summary>
        public static partial class utils
        {
            /// <summary>Scales all gradients down if their common norm is too large.</summary>
            /// <param name="tensors">The parameters; those without a gradient are left out.</param>
            /// <param name="max_norm">The greatest norm that is left alone.</param>
            /// <param name="norm_type">The exponent of the norm.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(
                IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0) =>
                GradientTools.ClipNorm(Arguments.ListOf(tensors), max_norm, norm_type);
        }
    }
}
