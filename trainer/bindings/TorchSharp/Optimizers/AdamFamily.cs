using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What Adam and AdamW have in common: all but where the weight decay enters.</summary>
/// <remarks>No type of the official package: name <see cref="Adam"/> or <see cref="AdamW"/>.</remarks>
public abstract class AdamFamily : OptimizerHelper, optim.IBetas
{
    private readonly AdamFamilyOptions _defaults;
    private readonly bool _decoupledDecay;

    /// <param name="defaults">Every option, for groups that leave some out.</param>
    /// <param name="decoupledDecay">Whether the weights decay apart from the gradient.</param>
    /// <param name="parameters">The groups.</param>
    private protected AdamFamily(AdamFamilyOptions defaults, bool decoupledDecay, IEnumerable<ParamGroup> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(defaults.LearningRate!.Value, "lr");
        ArgumentOutOfRangeException.ThrowIfNegative(defaults.eps!.Value, nameof(defaults.eps));
        ArgumentOutOfRangeException.ThrowIfNegative(defaults.weight_decay!.Value, nameof(defaults.weight_decay));
        CheckDecayRate(defaults.beta1!.Value, nameof(defaults.beta1));
        CheckDecayRate(defaults.beta2!.Value, nameof(defaults.beta2));
        defaults.InitialLearningRate = defaults.LearningRate;
        (_defaults, _decoupledDecay) = (defaults, decoupledDecay);
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
            foreach (ParamGroup group in _parameter_groups)
            {
                var options = (AdamFamilyOptions)group.Options!;
                (options.beta1, options.beta2) = value;
            }
        }
    }

    private protected abstract AdamFamilyOptions NewOptions();

    private protected abstract AdamFamilyState NewState(AdamState moments);

    private protected override void CompleteOptions(ParamGroup group)
    {
        var options = (AdamFamilyOptions)(group.Options ??= NewOptions());
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
        NewState(new AdamState(parameter, _defaults.amsgrad == true));

    private protected override void Update(GroupState group)
    {
        var options = (AdamFamilyOptions)group.Group.Options!;
        var native = new AdamOptions
        {
            LearningRate = options.LearningRate!.Value,
            Beta1 = options.beta1!.Value,
            Beta2 = options.beta2!.Value,
            Eps = options.eps!.Value,
            WeightDecay = options.weight_decay!.Value,
            Decoupled = _decoupledDecay ? 1 : 0,
            Amsgrad = options.amsgrad!.Value ? 1 : 0,
            Maximize = options.maximize!.Value ? 1 : 0,
        };
        AdamState[] states = Array.ConvertAll(group.States, state => ((AdamFamilyState)state).Moments);
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
}
