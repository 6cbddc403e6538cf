using System.Diagnostics.CodeAnalysis;
using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Gradients of anything with respect to anything.</content>
public static partial class torch
{
    /// <summary>Automatic differentiation.</summary>
    public static partial class autograd
    {
        /// <summary>The gradients of the sum of some tensors with respect to others.</summary>
        /// <param name="outputs">What is differentiated.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">Factors of the outputs, null for 1 (outputs of one element only).</param>
        /// <param name="retain_graph">Whether the record stays for another call.</param>
        /// <param name="create_graph">Whether the gradients can be differentiated again.</param>
        /// <param name="allow_unused">Whether inputs may have no influence; their gradient is null.</param>
        /// <returns>One gradient per input.</returns>
        [SuppressMessage(
            "Design", "CA1002:Do not expose generic lists", Justification = "The official package's signature.")]
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false)
        {
            IReadOnlyList<Tensor> from = Arguments.ListOf(outputs);
            IReadOnlyList<Tensor> to = Arguments.ListOf(inputs);
            IReadOnlyList<Tensor> factors = Arguments.ListOf(grad_outputs ?? []);
            using var fromList = new HandleList(from, stackalloc nint[HandleList.StackCapacity]);
            using var toList = new HandleList(to, stackalloc nint[HandleList.StackCapacity]);
            using var factorList = new HandleList(factors, stackalloc nint[HandleList.StackCapacity]);
            var gradients = new nint[to.Count];
            NativeMethods.Grad(
                fromList.Values,
                from.Count,
                toList.Values,
                to.Count,
                factorList.Values,
                factors.Count,
                retain_graph ? 1 : 0,
                create_graph ? 1 : 0,
                allow_unused ? 1 : 0,
                gradients);
            return Array.ConvertAll(gradients, handle => handle == 0 ? null! : new Tensor(new TensorHandle(handle)));
        }
    }
}
