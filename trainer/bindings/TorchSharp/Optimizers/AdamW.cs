using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with the weight decay apart from the gradient: Loshchilov and Hutter, 2019.</summary>
public class AdamW : OptimizerHelper, optim.IBetas
{
    private readonly Options _defaults;

    internal AdamW(
        IEnumerable<ParamGroup> parameters,
        double lr,
        double beta1,
        double beta2,
        double eps,
        double weightDecay,
        bool amsgrad,
        bool maximize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lr);
        ArgumentOutOfRangeException.ThrowIfNegative(eps);
        ArgumentOutOfRangeException.ThrowIfNegative(weightDecay);
        CheckDecayRate(beta1, nameof(beta1));
        CheckDecayRate(beta2, nameof(beta2));
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weightDecay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (ParamGroup group in parameters)
        {
            add_param_group(group);
        }
    }

    /// <summary>The decay rates of groups added from here on; set: of all groups.</summary>
    public (double, double) Betas
    {
        get => (_defaults.beta1!.Value, _defaults.beta2!.Value);
        set
        {
            (_defaults.beta1, _defaults.beta2) = value;
            foreach (Modules.ParamGroup group in _parameter_groups)
            {
                var options = (Options)group.Options!;
                (options.beta1, options.beta2) = value;
            }
        }
    }

    private protected override void CompleteOptions(Modules.ParamGroup group)
    {
        var options = (Options)(group.Options ??= new Options());
        options.LearningRate ??= _defaults.LearningRate;
        options.beta1 ??= _defaults.beta1;
        options.beta2 ??= _defaults.beta2;
        options.eps ??= _defaults.eps;
        options.weight_decay ??= _defaults.weight_decay;
        options.amsgrad ??= _defaults.amsgrad;
        options.maximize ??= _defaults.maximize;
    }

    // The group's own amsgrad may come later than this call (a loaded state): the third moment is made when needed.
    private protected override OptimizerState NewState(Parameter parameter) =>
        new State(new AdamState(parameter, _defaults.amsgrad == true));

    private protected override void Update(GroupState group)
    {
        var options = (Options)group.Group.Options!;
        var native = new AdamOptions
        {
            LearningRate = options.LearningRate!.Value,
            Beta1 = options.beta1!.Value,
            Beta2 = options.beta2!.Value,
            Eps = options.eps!.Value,
            WeightDecay = options.weight_decay!.Value,
            Decoupled = 1,
            Amsgrad = options.amsgrad!.Value ? 1 : 0,
            Maximize = options.maximize!.Value ? 1 : 0,
        };
        AdamState[] states = Array.ConvertAll(group.States, state => ((State)state).Moments);
        if (options.amsgrad == true)
        {
            foreach (AdamState state in states)
            {
                state.MaxSquare ??= zeros_like(state.Square).DetachFromDisposeScope();
            }
        }

        AdamState.Update(group.Parameters, states, in native);
    }

    private static void CheckDecayRate(double value, string name)
    {
        if (value is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "A decay rate lies from 0 up to, not including, 1.");
        }
    }

    /// <summary>What AdamW remembers about one parameter.</summary>
    public class State : OptimizerState, IDisposable
    {
        internal State(AdamState moments) => Moments = moments;

        /// <summary>How often the parameter was updated.</summary>
        public long step
        {
            get => Moments.Step;
            set => Moments.Step = value;
        }

        /// <summary>The running mean of the gradient.</summary>
        public Tensor exp_avg
        {
            get => Moments.Average;
            set => Moments.Average = value;
        }

        /// <summary>The running mean of the squared gradient.</summary>
        public Tensor exp_avg_sq
        {
            get => Moments.Square;
            set => Moments.Square = value;
        }

        /// <summary>The greatest running mean of the squared gradient; null without amsgrad.</summary>
        public Tensor? max_exp_avg_sq
        {
            get => Moments.MaxSquare;
            set => Moments.MaxSquare = value;
        }

        internal AdamState Moments { get; }

        /// <inheritdoc/>
        public override void to(Device device) => Moments.Move(device);

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            Moments.Read(reader);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            ArgumentNullException.ThrowIfNull(source);
            Moments.Take(((State)source).Moments);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            Moments.Write(writer);
        }

        /// <summary>Releases the state.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Releases the state.</summary>
        /// <param name="disposing">False on the finalizer's thread.</param>
        protected virtual void Dispose(bool disposing) => Moments.Dispose();
    }

    /// <summary>The options of a group; null means the optimiser's own.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>The decay rate of the mean.</summary>
        public double? beta1;

        /// <summary>The decay rate of the mean square.</summary>
        public double? beta2;

        /// <summary>1AY</summary>
        public double? weight_decay;

        /// <summary>What is added to the root of the mean square.</summary>
        public double? eps;

        /// <summary>Whether the greatest mean square so far is used.</summary>
        public bool? amsgrad;

        /// <summary>Whether the loss is to grow.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            base.LoadStateDict(reader);
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            eps = reader.ReadDouble();
            amsgrad = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            ArgumentNullException.ThrowIfNull(source);
            base.LoadStateDict(source);
            var options = (Options)source;
            (beta1, beta2, weight_decay, eps) = (options.beta1, options.beta2, options.weight_decay, options.eps);
            (amsgrad, maximize) = (options.amsgrad, options.maximize);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            base.SaveStateDict(writer);
            writer.Write(beta1!.Value);
            writer.Write(beta2!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(eps!.Value);
            writer.Write(amsgrad!.Value);
            writer.Write(maximize!.Value);
        }
    }

    /// <summary>Parameters that share options.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IBetas
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
        /// <param name="weight_decay">1AY</param>
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
            : base(parameters, new Options
            {
                LearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                amsgrad = amsgrad,
                maximize = maximize,
            })
        {
        }

        /// <summary>The decay rates.</summary>
        public (double, double) Betas
        {
            get => (Options!.beta1!.Value, Options.beta2!.Value);
            set => (Options!.beta1, Options.beta2) = value;
        }
    }
}
