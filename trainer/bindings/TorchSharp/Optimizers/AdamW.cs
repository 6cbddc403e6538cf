namespace TorchSharp.Modules;

/// <summary>Adam with the weight decay apart from the gradient: Loshchilov and Hutter, 2019.</summary>
public class AdamW : AdamFamily
{
    internal AdamW(
        IEnumerable<Modules.ParamGroup> parameters,
        double lr,
        double beta1,
        double beta2,
        double eps,
        double weightDecay,
        bool amsgrad,
        bool maximize)
        : base(
            new Options
            {
                LearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weightDecay,
                amsgrad = amsgrad,
                maximize = maximize,
            },
            decoupledDecay: true,
            parameters)
    {
    }

    private protected override AdamFamilyOptions NewOptions() => new Options();

    private protected override AdamFamilyState NewState(AdamState moments) => new State(moments);

    /// <summary>What AdamW remembers about one parameter.</summary>
    public class State : AdamFamilyState
    {
        internal State(AdamState moments)
            : base(moments)
        {
        }
    }

    /// <summary>The options of a group; null means the optimiser's own.</summary>
    public class Options : AdamFamilyOptions;

    /// <summary>Parameters that share options.</summary>
    public class ParamGroup : AdamFamilyParamGroup<Options>
    {
        /// <summary>A group to be filled in.</summary>
        public ParamGroup()
        {
        }

        /// <summary>A group with options.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="options">The options.</param>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        /// <summary>A group with options.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">The learning rate.</param>
        /// <param name="beta1">The decay rate of the mean.</param>
        /// <param name="beta2">The decay rate of the mean square.</param>
        /// <param name="eps">What is added to the root of the mean square.</param>
        /// <param name="weight_decay">The share of the weights that each step takes away, times the learning rate.</param>
        /// <param name="amsgrad">Whether the greatest mean square so far is used.</param>
        /// <param name="maximize">Whether the loss is to grow.</param>
        public ParamGroup(
            IEnumerable<Parameter> parameters,
            double lr = 1e-3,
            double beta1 = 0.9,
            double beta2 = 0.999,
            double eps = 1e-8,
            double weight_decay = 0,
            bool amsgrad = false,
            bool maximize = false)
            : base(parameters, lr, (beta1, beta2), eps, weight_decay, amsgrad, maximize)
        {
        }
    }
}
