using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
public class SGD : OptimizerHelper, optim.IMomentum
{
    private readonly Options _defaults;

    internal SGD(
        IEnumerable<ParamGroup> parameters,
        double lr,
        double momentum,
        double dampening,
        double weightDecay,
        bool nesterov,
        bool maximize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lr);
        ArgumentOutOfRangeException.ThrowIfNegative(momentum);
        ArgumentOutOfRangeException.ThrowIfNegative(weightDecay);
        if (nesterov && (momentum <= 0 || dampening != 0))
        {
            throw new ArgumentException("Nesterov's momentum needs a momentum and no dampening.", nameof(nesterov));
        }

        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weightDecay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (ParamGroup group in parameters)
        {
            add_param_group(group);
        }
    }

    /// <summary>The momentum of groups added from here on; set: of all groups.</summary>
    public double Momentum
    {
        get => _defaults.momentum!.Value;
        set
        {
            _defaults.momentum = value;
            foreach (Modules.ParamGroup group in _parameter_groups)
            {
                ((Options)group.Options!).momentum = value;
            }
        }
    }

    private protected override void CompleteOptions(Modules.ParamGroup group)
    {
        var options = (Options)(group.Options ??= new Options());
        options.LearningRate ??= _defaults.LearningRate;
        options.momentum ??= _defaults.momentum;
        options.dampening ??= _defaults.dampening;
        options.weight_decay ??= _defaults.weight_decay;
        options.nesterov ??= _defaults.nesterov;
        options.maximize ??= _defaults.maximize;
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Update(GroupState group)
    {
        var options = (Options)group.Group.Options!;
        var native = new SgdOptions
        {
            LearningRate = options.LearningRate!.Value,
            Momentum = options.momentum!.Value,
            Dampening = options.dampening!.Value,
            WeightDecay = options.weight_decay!.Value,
            Nesterov = options.nesterov!.Value ? 1 : 0,
            Maximize = options.maximize!.Value ? 1 : 0,
        };
        Tensor?[] buffers = Array.ConvertAll(group.States, state => ((State)state).momentum_buffer);
        using var parameterList = new HandleList(group.Parameters, stackalloc nint[HandleList.StackCapacity]);
        using var bufferList = new HandleList(buffers, stackalloc nint[HandleList.StackCapacity]);
        nint[] handles = bufferList.Values.ToArray();
        NativeMethods.SgdStep(parameterList.Values, handles, handles.Length, in native);
        for (int i = 0; i < handles.Length; i++)
        {
            if (buffers[i] is null && handles[i] != 0)
            {
                ((State)group.States[i]).momentum_buffer =
                    new Tensor(new TensorHandle(handles[i])).DetachFromDisposeScope();
            }
        }
    }

    /// <summary>What SGD remembers about one parameter.</summary>
    public class State : OptimizerState, IDisposable
    {
        /// <summary>The running sum of gradients; null before the first step with momentum.</summary>
        public Tensor? momentum_buffer;

        private readonly Parameter _parameter;

        internal State(Parameter parameter) => _parameter = parameter;

        /// <inheritdoc/>
        public override void to(Device device) => momentum_buffer = TensorFile.Move(momentum_buffer, device);

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            momentum_buffer?.Dispose();
            momentum_buffer = TensorFile.Read(reader, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            ArgumentNullException.ThrowIfNull(source);
            momentum_buffer = TensorFile.Replace(momentum_buffer, ((State)source).momentum_buffer);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            TensorFile.Write(writer, momentum_buffer);
        }

        /// <summary>Releases the state.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Releases the state.</summary>
        /// <param name="disposing">False on the finalizer's thread.</param>
        protected virtual void Dispose(bool disposing) => momentum_buffer?.Dispose();
    }

    /// <summary>The options of a group; null means the optimiser's own.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>The share of the last step that goes on.</summary>
        public double? momentum;

        /// <summary>What the gradient loses when it joins the momentum.</summary>
        public double? dampening;

        /// <summary>The factor of the weights that is added to the gradient.</summary>
        public double? weight_decay;

        /// <summary>Whether the step looks one momentum ahead.</summary>
        public bool? nesterov;

        /// <summary>Whether the loss is to grow.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            base.LoadStateDict(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            ArgumentNullException.ThrowIfNull(source);
            base.LoadStateDict(source);
            var options = (Options)source;
            (momentum, dampening, weight_decay) = (options.momentum, options.dampening, options.weight_decay);
            (nesterov, maximize) = (options.nesterov, options.maximize);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            base.SaveStateDict(writer);
            writer.Write(momentum!.Value);
            writer.Write(dampening!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(nesterov!.Value);
            writer.Write(maximize!.Value);
        }
    }

    /// <summary>Parameters that share options.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IMomentum
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
        /// <param name="momentum">The share of the last step that goes on.</param>
        /// <param name="dampening">What the gradient loses when it joins the momentum.</param>
        /// <param name="weight_decay">The factor of the weights that is added to the gradient.</param>
        /// <param name="nesterov">Whether the step looks one momentum ahead.</param>
        /// <param name="maximize">Whether the loss is to grow.</param>
        public ParamGroup(
            IEnumerable<Parameter> parameters,
            double lr = 1e-3,
            double momentum = 0.0,
            double dampening = 0,
            double weight_decay = 0,
            bool nesterov = false,
            bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                momentum = momentum,
                dampening = dampening,
                weight_decay = weight_decay,
                nesterov = nesterov,
                maximize = maximize,
            })
        {
        }

        /// <summary>The momentum.</summary>
        public double Momentum
        {
            get => Options!.momentum!.Value;
            set => Options!.momentum = value;
        }
    }
}
