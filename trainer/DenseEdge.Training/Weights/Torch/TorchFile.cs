using DenseEdge.Training.Weights.Pickle;

namespace DenseEdge.Training.Weights.Torch;

/// <summary>
/// Reads the tensors of PyTorch's checkpoints (.pth, .pt, .ckpt). Nothing in a file is executed: a file that names a class or
/// function other than those of tensors and containers is refused by that name. Only in checkpoints that keep their tensors
/// under <c>state_dict</c>, such as Lightning's, unknown objects outside of it are passed over.
/// </summary>
internal static class TorchFile
{
    /// <summary>Where training programs keep the parameters.</summary>
    private static readonly string[] StateKeys = ["state_dict", "model_state_dict", "model"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="zipped">Whether it is a zip archive.</param>
    /// <exception cref="InvalidDataException">It is no such file, or wants more than tensors; the message names it.</exception>
    public static WeightFile Read(string path, bool zipped)
    {
        try
        {
            FileStream stream = File.OpenRead(path);
            using ITorchContainer container = Open(stream, zipped);
            return Read(path, container, stream.Length);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new InvalidDataException(
                $"'{path}' can't be read as a PyTorch checkpoint: {fault.Message.TrimEnd('.')}.", fault);
        }
    }

    private static ITorchContainer Open(FileStream stream, bool zipped)
    {
        try
        {
            return zipped ? new TorchZip(stream) : new TorchLegacy(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static WeightFile Read(string path, ITorchContainer container, long fileBytes)
    {
        (PickleDict state, bool isWrapped) = FindState(container);
        RefuseUnknown(container, state, isWrapped);
        List<(string Name, TorchTensor Tensor)> wanted = [];
        List<string> skipped = [];
        foreach ((object? key, object? value) in state.Entries)
        {
            if (key is string name && value is TorchTensor tensor)
            {
                wanted.Add((name, tensor));
            }
            else
            {
                skipped.Add($"{key ?? "None"} ({Describe(value)})");
            }
        }

        return new WeightFile
        {
            Path = path,
            Format = container.Format,
            Tensors = new TorchReader(container, fileBytes).Read(wanted),
            Skipped = skipped,
            Inert = isWrapped ? [.. container.Unknown] : [],
        };
    }

    private static (PickleDict State, bool IsWrapped) FindState(ITorchContainer container)
    {
        if (container.Root is PickleDict root)
        {
            foreach (string key in StateKeys)
            {
                if (root.TryGet(key, out object? value))
                {
                    return value switch
                    {
                        PickleDict state => (state, true),
                        PickleOpaque opaque => throw Refused([opaque.Name]),
                        _ => throw new InvalidDataException(
                            $"its '{key}' is {Describe(value)}, expected a dictionary of tensors"),
                    };
                }
            }

            return (root, false);
        }

        throw container.Unknown.Count > 0
            ? Refused(container.Unknown)
            : new InvalidDataException($"it holds {Describe(container.Root)}, expected a dictionary of tensors (a state_dict)");
    }

    private static void RefuseUnknown(ITorchContainer container, PickleDict state, bool isWrapped)
    {
        // In a plain dictionary of tensors nothing else belongs, not even beside them.
        IReadOnlyCollection<string> refused = isWrapped ? UnknownIn(state) : container.Unknown;
        if (refused.Count > 0)
        {
            throw Refused(refused);
        }
    }

    private static InvalidDataException Refused(IEnumerable<string> names) => new(
        $"it wants to use {string.Join(", ", names)}, which is neither a tensor nor a container. Such files can run programs; "
        + "nothing of it was executed. Save only the tensors: torch.save(model.state_dict(), ...)");

    /// <summary>Finds the unknown objects that can be reached from a value. Shared values are visited once.</summary>
    private static SortedSet<string> UnknownIn(object root)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object?> left = new([root]);
        while (left.TryPop(out object? value))
        {
            if (value is null or string or ValueType or byte[] or TorchTensor || !seen.Add(value))
            {
                continue;
            }

            switch (value)
            {
                case PickleOpaque opaque:
                    names.Add(opaque.Name);
                    break;
                case PickleCallable callable:
                    names.Add(callable.Name);
                    break;
                case PickleTuple tuple:
                    PushAll(left, tuple.Items);
                    break;
                case List<object?> list:
                    PushAll(left, list);
                    break;
                case PickleDict dictionary:
                    PushAll(left, dictionary.Entries.SelectMany(entry => new[] { entry.Key, entry.Value }));
                    left.Push(dictionary.Attributes);
                    break;
            }
        }

        return names;
    }

    private static void PushAll(Stack<object?> left, IEnumerable<object?> values)
    {
        foreach (object? value in values)
        {
            left.Push(value);
        }
    }

    private static string Describe(object? value) => value switch
    {
        null => "nothing",
        TorchTensor => "a single tensor",
        PickleDict => "a dictionary",
        List<object?> or PickleTuple => "a list",
        string => "text",
        PickleOpaque opaque => opaque.Name,
        bool or long or double or System.Numerics.BigInteger => "a number",
        _ => "something else",
    };
}
