using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Groups, state and files of an optimiser.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly List<GroupState> _groups = [];

    private protected OptimizerHelper()
    {
    }

    /// <summary>
    /// The options of each group and the state of each parameter: the objects themselves, not copies.
    /// </summary>
    /// <returns>A dictionary that <see cref="load_state_dict(StateDictionary)"/> of another optimiser takes.</returns>
    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (GroupState group in _groups)
        {
            result.Options.Add(group.Group.Options!);
            result.State.AddRange(group.States);
        }

        return result;
    }

    /// <summary>Takes over options and copies of states.</summary>
    /// <param name="state_dict">What <see cref="state_dict"/> of an optimiser over the same parameters gave.</param>
    /// <exception cref="ArgumentException">Another number of groups or parameters.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        ArgumentNullException.ThrowIfNull(state_dict);
        StateDictionary own = this.state_dict();
        CheckCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (int i = 0; i < own.Options.Count; i++)
        {
            own.Options[i].LoadStateDict(state_dict.Options[i]);
        }

        for (int i = 0; i < own.State.Count; i++)
        {
            if (!ReferenceEquals(own.State[i], state_dict.State[i]))
            {
                own.State[i].LoadStateDict(state_dict.State[i]);
            }
        }
    }

    /// <summary>Writes options and states to a file.</summary>
    /// <param name="location">The file's path.</param>
    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <summary>Writes options and states.</summary>
    /// <param name="writer">Where to.</param>
    public void save_state_dict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        StateDictionary own = state_dict();
        writer.Write(GetType().Name);
        writer.Write(own.Options.Count);
        writer.Write(own.State.Count);
        own.Options.ForEach(options => options.SaveStateDict(writer));
        own.State.ForEach(state => state.SaveStateDict(writer));
    }

    /// <summary>Reads options and states from a file.</summary>
    /// <param name="location">The file's path.</param>
    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <summary>Reads options and states.</summary>
    /// <param name="reader">Where <see cref="save_state_dict(BinaryWriter)"/> wrote.</param>
    /// <exception cref="InvalidDataException">The state is that of another kind of optimiser.</exception>
    /// <exception cref="ArgumentException">Another number of groups or parameters.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        string kind = reader.ReadString();
        if (kind != GetType().Name)
        {
            throw new InvalidDataException($"Expected the state of {GetType().Name}, got that of {kind}.");
        }

        StateDictionary own = state_dict();
        int options = reader.ReadInt32();
        CheckCounts(own, options, reader.ReadInt32());
        own.Options.ForEach(group => group.LoadStateDict(reader));
        own.State.ForEach(state => state.LoadStateDict(reader));
    }

    /// <summary>Moves the state of all parameters.</summary>
    /// <param name="device">The device.</param>
    public void to(Device device)
    {
        foreach (OptimizerState state in _groups.SelectMany(group => group.States))
        {
            state.to(device);
        }
    }

    /// <inheritdoc/>
    public override void add_param_group(ParamGroup param_group)
    {
        ArgumentNullException.ThrowIfNull(param_group);
        CompleteOptions(param_group);
        OptimizerOptions options = param_group.Options!;
        options.InitialLearningRate = options.LearningRate;
        Parameter[] parameters = [.. param_group.Parameters];
        param_group.Parameters = parameters;
        _parameter_groups.Add(param_group);
        _groups.Add(new GroupState(param_group, parameters, Array.ConvertAll(parameters, NewState)));
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using IDisposable grad = enable_grad();
            loss = closure();
        }

        foreach (GroupState group in _groups)
        {
            Update(group);
        }

        return loss;
    }

    private protected abstract void CompleteOptions(ParamGroup group);

    private protected abstract OptimizerState NewState(Parameter parameter);

    private protected abstract void Update(GroupState group);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (OptimizerState state in _groups.SelectMany(group => group.States))
            {
                (state as IDisposable)?.Dispose();
            }

            _groups.Clear();
        }

        base.Dispose(disposing);
    }

    private static void CheckCounts(StateDictionary own, int options, int states)
    {
        if (own.Options.Count != options || own.State.Count != states)
        {
            throw new ArgumentException(
                $"Expected the state of {own.Options.Count} groups and {own.State.Count} parameters, "
                + $"got {options} and {states}.");
        }
    }

    private protected sealed record GroupState(ParamGroup Group, Parameter[] Parameters, OptimizerState[] States);
}
