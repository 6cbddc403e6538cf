namespace TorchSharp;

/// <content>The factory of parameters.</content>
public static partial class torch
{
    /// <content>The factory of parameters.</content>
    public static partial class nn
    {
        /// <summary>How the losses of the elements become one.</summary>
        public enum Reduction
        {
            /// <summary>Not at all.</summary>
            None = 0,

            /// <summary>Their mean.</summary>
            Mean = 1,

            /// <summary>Their sum.</summary>
            Sum = 2,
        }

        /// <summary>Makes a tensor a parameter.</summary>
        /// <param name="data">The values; the parameter shares their memory.</param>
        /// <param name="requires_grad">Whether the parameter is trained.</param>
        /// <returns>The parameter, in the innermost dispose scope: detach it before a module keeps it.</returns>
        public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
    }
}
