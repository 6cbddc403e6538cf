using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Layers without state.</content>
public static partial class torch
{
    /// <content>Layers without state.</content>
    public static partial class nn
    {
        /// <summary>Layers without state, and losses.</summary>
        public static partial class functional
        {
            /// <summary>max(0, x).</summary>
            /// <param name="x">The tensor.</param>
            /// <param name="inplace">Whether the tensor is overwritten.</param>
            /// <returns>A new tensor, or <paramref name="x"/>.</returns>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Of(x).relu_() : Of(x).relu();

            /// <summary>x limited to 0 to 6.</summary>
            /// <param name="x">The tensor.</param>
            /// <param name="inplace">Whether the tensor is overwritten.</param>
            /// <returns>A new tensor, or <paramref name="x"/>.</returns>
            public static Tensor relu6(Tensor x, bool inplace = false)
            {
                const int Limit = 6;
                return inplace ? Of(x).clamp_(0, Limit) : Of(x).relu6();
            }

            /// <summary>1 / (1 + e^-x).</summary>
            /// <param name="x">The tensor.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor sigmoid(Tensor x) => Of(x).sigmoid();

            /// <summary>The hyperbolic tangent.</summary>
            /// <param name="x">The tensor.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor tanh(Tensor x) => Of(x).tanh();

            /// <summary>A smooth form of relu: log(1 + e^(beta x)) / beta.</summary>
            /// <param name="x">The tensor.</param>
            /// <param name="beta">How sharp the bend is.</param>
            /// <param name="threshold">Above this value of beta x the result is x itself.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) =>
                Of(x).softplus(beta, threshold);

            /// <summary>Exponentials scaled so that they sum to 1.</summary>
            /// <param name="input">The tensor.</param>
            /// <param name="dim">The dimension along which they sum to 1.</param>
            /// <param name="dtype">The result's element type, null for the input's.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) =>
                Of(input).softmax(dim, dtype);

            /// <summary>The logarithm of softmax, computed without overflow.</summary>
            /// <param name="input">The tensor.</param>
            /// <param name="dim">The dimension along which the exponentials sum to 1.</param>
            /// <param name="dtype">The result's element type, null for the input's.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) =>
                Of(input).log_softmax(dim, dtype);

            /// <summary>A product with a matrix.</summary>
            /// <param name="input">[..., in].</param>
            /// <param name="weights">[out, in].</param>
            /// <param name="bias">[out], or null.</param>
            /// <returns>[..., out].</returns>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null)
            {
                NativeMethods.Linear(
                    Arguments.HandleOf(input),
                    Arguments.HandleOf(weights),
                    Arguments.HandleOrNone(bias),
                    out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>A 2-D convolution.</summary>
            /// <param name="input">[N, C, H, W].</param>
            /// <param name="weight">[C', C / groups, height, width].</param>
            /// <param name="bias">[C'], or null.</param>
            /// <param name="strides">One step or two, null for 1.</param>
            /// <param name="padding">One size or two, null for 0.</param>
            /// <param name="dilation">One distance or two, null for 1.</param>
            /// <param name="groups">How many groups of channels are convolved apart.</param>
            /// <returns>[N, C', H', W'].</returns>
            public static Tensor conv2d(
                Tensor input,
                Tensor weight,
                Tensor? bias = null,
                long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null,
                long groups = 1)
            {
                NativeMethods.Conv2d(
                    Arguments.HandleOf(input),
                    Arguments.HandleOf(weight),
                    Arguments.HandleOrNone(bias),
                    Pair(strides, 1),
                    Pair(padding, 0),
                    Pair(dilation, 1),
                    groups,
                    out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>Batch normalisation.</summary>
            /// <param name="input">[N, C, ...].</param>
            /// <param name="running_mean">[C], updated in training; or null.</param>
            /// <param name="running_var">[C], updated in training; or null.</param>
            /// <param name="weight">[C], or null for 1.</param>
            /// <param name="bias">[C], or null for 0.</param>
            /// <param name="training">Whether the batch's own statistics are used.</param>
            /// <param name="momentum">The weight of the batch in the running statistics.</param>
            /// <param name="eps">What is added to the variance.</param>
            /// <returns>A new tensor of the input's shape.</returns>
            public static Tensor batch_norm(
                Tensor input,
                Tensor? running_mean,
                Tensor? running_var,
                Tensor? weight = null,
                Tensor? bias = null,
                bool training = false,
                double momentum = 0.1,
                double eps = 1e-5)
            {
                NativeMethods.BatchNorm(
                    Arguments.HandleOf(input),
                    Arguments.HandleOrNone(weight),
                    Arguments.HandleOrNone(bias),
                    Arguments.HandleOrNone(running_mean),
                    Arguments.HandleOrNone(running_var),
                    training ? 1 : 0,
                    momentum,
                    eps,
                    out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>Zeros single elements at random.</summary>
            /// <param name="input">The tensor.</param>
            /// <param name="p">The probability.</param>
            /// <param name="training">False to do nothing.</param>
            /// <param name="inplace">Whether the tensor is overwritten.</param>
            /// <returns>A new tensor, or <paramref name="input"/>.</returns>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                NativeMethods.Dropout(Arguments.HandleOf(input), p, training ? 1 : 0, out TensorHandle result);
                return Settle(input, new Tensor(result), inplace);
            }

            /// <summary>Zeros whole channels at random.</summary>
            /// <param name="input">[N, C, H, W].</param>
            /// <param name="p">The probability.</param>
            /// <param name="training">False to do nothing.</param>
            /// <param name="inplace">Whether the tensor is overwritten.</param>
            /// <returns>A new tensor, or <paramref name="input"/>.</returns>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                NativeMethods.FeatureDropout(Arguments.HandleOf(input), p, training ? 1 : 0, out TensorHandle result);
                return Settle(input, new Tensor(result), inplace);
            }

            /// <summary>Vectors scaled to length 1.</summary>
            /// <param name="input">The tensor.</param>
            /// <param name="p">The exponent of the norm.</param>
            /// <param name="dim">The dimension that holds the vectors' components.</param>
            /// <param name="eps">The least length that is divided by.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                NativeMethods.NormDim(Arguments.HandleOf(input), p, dim, keepdim: 1, out TensorHandle handle);
                using var length = new Tensor(handle);
                using Tensor floored = length.clamp_min(eps);
                return Of(input).div(floored);
            }

            /// <summary>A one where the class is, zeros elsewhere, in a new last dimension.</summary>
            /// <param name="x">Classes, 64-bit integers.</param>
            /// <param name="num_classes">The size of the new dimension, -1 for the greatest class plus 1.</param>
            /// <returns>A new tensor of 64-bit integers.</returns>
            public static Tensor one_hot(Tensor x, long num_classes = -1)
            {
                NativeMethods.OneHot(Arguments.HandleOf(x), num_classes, out TensorHandle result);
                return new Tensor(result);
            }

            internal static ReadOnlySpan<long> Pair(long[]? values, long missing) => values switch
            {
                null => new[] { missing, missing },
                [long both] => new[] { both, both },
                [_, _] => values,
                _ => throw new ArgumentException($"Expected 1 or 2 numbers, got {values.Length}."),
            };

            // libtorch's in-place dropout differs from the other only in where the result lies.
            private static Tensor Settle(Tensor input, Tensor result, bool inplace)
            {
                if (!inplace)
                {
                    return result;
                }

                using (result)
                {
                    return input.copy_(result);
                }
            }
        }
    }
}
