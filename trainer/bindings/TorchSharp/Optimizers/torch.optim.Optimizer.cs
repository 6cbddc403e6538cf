using System.Diagnostics.CodeAnalysis;
using TorchSharp.Modules;

namespace TorchSharp;

/// <content>The base of optimisers.</content>
public static partial class torch
{
    /// <summary>Optimisers.</summary>
    public static partial class optim
    {
        /// <summary>Gives access to a learning rate.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate of the next step.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate at the start, for schedules.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>Gives access to a momentum.</summary>
        public interface IMomentum
        {
            /// <summary>The share of the last step that goes on.</summary>
            double Momentum { get; set; }
        }

        /// <summary>Gives access to Adam's decay rates.</summary>
        public interface IBetas
        {
            /// <summary>The decay rates of the mean and of the mean square.</summary>
            (double, double) Betas { get; set; }
        }

        /// <summary>The base of all optimisers.</summary>
        public abstract class Optimizer : IDisposable
        {
            private protected Optimizer()
            {
            }

            /// <summary>The groups of parameters, each with its own options.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>The groups of parameters.</summary>
            [SuppressMessage("Style", "IDE1006", Justification = "The official package's name.")]
            private protected List<ParamGroup> _parameter_groups { get; } = [];

            /// <summary>Releases the optimiser's state, not the parameters.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Sets the gradients of all parameters to 0.</summary>
            public virtual void zero_grad() => GradientTools.Zero([.. parameters()]);

            /// <summary>Updates all parameters that have a gradient.</summary>
            /// <param name="closure">Computes the loss anew, or null.</param>
            /// <returns>What the closure gave, or null.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>The parameters of all groups.</summary>
            /// <returns>The parameters in order.</returns>
            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group =>
                group.Parameters);

            /// <summary>Adds a group of parameters.</summary>
            /// <param name="param_group">The group; options that it leaves open are the optimiser's own.</param>
            public abstract void add_param_group(ParamGroup param_group);

            /// <summary>Releases the optimiser's state.</summary>
            /// <param name="disposing">False on the finalizer's thread.</param>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>The options of each group and the state of each parameter, both in order.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>The options of each group.</summary>
                [SuppressMessage("Design", "CA1002", Justification = "The official package's signature.")]
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>The state of each parameter.</summary>
                [SuppressMessage("Design", "CA1002", Justification = "The official package's signature.")]
                public List<OptimizerState> State { get; } = [];
            }
        }
    }
}
