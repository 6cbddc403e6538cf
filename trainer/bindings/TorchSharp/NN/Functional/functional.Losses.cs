using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Losses.</content>
public static partial class torch
{
    /// <content>Losses.</content>
    public static partial class nn
    {
        /// <content>Losses.</content>
        public static partial class functional
        {
            private const long IgnoredByDefault = -100;

            /// <summary>The cross entropy of classes.</summary>
            /// <param name="input">Logits, [N, C, ...].</param>
            /// <param name="target">Classes, 64-bit integers [N, ...]; or probabilities of the input's shape.</param>
            /// <param name="weight">What each class counts, [C]; null for 1.</param>
            /// <param name="ignore_index">The class that is left out.</param>
            /// <param name="reduction">How the losses become one; the mean divides by the summed weights.</param>
            /// <param name="label_smoothing">The share of probability that is spread over all classes.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor cross_entropy(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0)
            {
                NativeMethods.CrossEntropy(
                    Arguments.HandleOf(input),
                    Arguments.HandleOf(target),
                    Arguments.HandleOrNone(weight),
                    ignore_index,
                    label_smoothing,
                    (int)reduction,
                    out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>The negative log likelihood of classes; class -100 is left out.</summary>
            /// <param name="input">Log probabilities, [N, C, ...].</param>
            /// <param name="target">Classes, 64-bit integers [N, ...].</param>
            /// <param name="weight">What each class counts, [C]; null for 1.</param>
            /// <param name="reduction">How the losses become one; the mean divides by the summed weights.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor nll_loss(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                NativeMethods.NllLoss(
                    Arguments.HandleOf(input),
                    Arguments.HandleOf(target),
                    Arguments.HandleOrNone(weight),
                    IgnoredByDefault,
                    (int)reduction,
                    out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>The cross entropy of yes and no, from logits.</summary>
            /// <param name="input">Logits.</param>
            /// <param name="target">Probabilities of the same shape.</param>
            /// <param name="weight">What each element counts, null for 1.</param>
            /// <param name="reduction">How the losses become one.</param>
            /// <param name="pos_weights">What a yes counts beside a no, null for 1.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                Reduction reduction = Reduction.Mean,
                Tensor? pos_weights = null)
            {
                NativeMethods.BceWithLogits(
                    Arguments.HandleOf(input),
                    Arguments.HandleOf(target),
                    Arguments.HandleOrNone(weight),
                    Arguments.HandleOrNone(pos_weights),
                    (int)reduction,
                    out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>The absolute difference.</summary>
            /// <param name="input">The prediction.</param>
            /// <param name="target">The truth, of the same shape.</param>
            /// <param name="reduction">How the losses become one.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
            {
                NativeMethods.L1Loss(
                    Arguments.HandleOf(input), Arguments.HandleOf(target), (int)reduction, out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>The squared difference.</summary>
            /// <param name="input">The prediction.</param>
            /// <param name="target">The truth, of the same shape.</param>
            /// <param name="reduction">How the losses become one.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
            {
                NativeMethods.MseLoss(
                    Arguments.HandleOf(input), Arguments.HandleOf(target), (int)reduction, out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>The squared difference where it is small, the absolute one where it is large.</summary>
            /// <param name="input">The prediction.</param>
            /// <param name="target">The truth, of the same shape.</param>
            /// <param name="reduction">How the losses become one.</param>
            /// <param name="beta">Where the one becomes the other.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor smooth_l1_loss(
                Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0)
            {
                NativeMethods.SmoothL1Loss(
                    Arguments.HandleOf(input),
                    Arguments.HandleOf(target),
                    beta,
                    (int)reduction,
                    out TensorHandle result);
                return new Tensor(result);
            }
        }
    }
}
