using DenseEdge.Training.Weights.Pickle;

namespace DenseEdge.Training.Weights.Torch;

/// <summary>The classes and functions that checkpoints may use: those that build tensors, containers and plain values.</summary>
internal static class TorchGlobals
{
    private static readonly Dictionary<string, SafeTensorType> Types = new(StringComparer.Ordinal)
    {
        ["Float"] = SafeTensorType.F32,
        ["Double"] = SafeTensorType.F64,
        ["Half"] = SafeTensorType.F16,
        ["BFloat16"] = SafeTensorType.BF16,
        ["Long"] = SafeTensorType.I64,
        ["Int"] = SafeTensorType.I32,
        ["Short"] = SafeTensorType.I16,
        ["Char"] = SafeTensorType.I8,
        ["Byte"] = SafeTensorType.U8,
        ["Bool"] = SafeTensorType.Bool,
    };

    private static readonly string[] Dtypes =
    [
        "float32", "float", "float64", "double", "float16", "half", "bfloat16", "int64", "long", "int32", "int", "int16",
        "short", "int8", "uint8", "bool",
    ];

    private static readonly Dictionary<string, object> Known = Make();

    /// <summary>Finds a class or function.</summary>
    /// <param name="name">Module and name, such as <c>torch._utils._rebuild_tensor_v2</c>.</param>
    /// <returns>What stands for it; null if it is not among those that are allowed.</returns>
    public static object? Find(string name) => Known.GetValueOrDefault(name);

    private static Dictionary<string, object> Make()
    {
        Dictionary<string, object> known = new(StringComparer.Ordinal);
        foreach ((string name, SafeTensorType type) in Types)
        {
            known[$"torch.{name}Storage"] = type;
            known[$"torch.cuda.{name}Storage"] = type;
        }

        foreach (string dtype in Dtypes)
        {
            known[$"torch.{dtype}"] = $"torch.{dtype}";
        }

        void Add(string name, Func<IReadOnlyList<object?>, object?> build) => known[name] = new PickleCallable(name, build);

        // The module's name in Python 3 and in Python 2.
        void AddBoth(string name, Func<IReadOnlyList<object?>, object?> build)
        {
            Add($"builtins.{name}", build);
            Add($"__builtin__.{name}", build);
        }

        Add("collections.OrderedDict", Dictionary);
        AddBoth("dict", Dictionary);
        foreach (string name in (string[])["set", "frozenset", "list"])
        {
            AddBoth(name, arguments => arguments is [List<object?> items] ? new List<object?>(items) : new List<object?>());
        }

        Add("torch.Size", arguments => arguments is [PickleTuple sizes] ? sizes : new PickleTuple([]));
        Add("torch.device", arguments => string.Join(':', arguments));
        Add("torch._utils._rebuild_tensor", Tensor);
        Add("torch._utils._rebuild_tensor_v2", Tensor);
        Add("torch._utils._rebuild_parameter", Parameter);
        return known;
    }

    private static PickleDict Dictionary(IReadOnlyList<object?> arguments)
    {
        PickleDict dictionary = new();
        IEnumerable<object?> pairs = arguments switch
        {
            [] => [],
            [PickleTuple tuple] => tuple.Items,
            [List<object?> list] => list,
            [PickleDict other] => other.Entries.Select(entry => new PickleTuple([entry.Key, entry.Value])),
            _ => throw new InvalidDataException("it makes a dictionary of something else than pairs"),
        };
        foreach (object? pair in pairs)
        {
            IReadOnlyList<object?> items = pair switch
            {
                PickleTuple tuple => tuple.Items,
                List<object?> list => list,
                _ => [],
            };
            dictionary.Set(
                items.Count == 2
                    ? items[0] : throw new InvalidDataException("it makes a dictionary of something else than pairs"),
                items[1]);
        }

        return dictionary;
    }

    // Storage, offset, size, stride; version 2 adds whether a gradient is wanted and hooks, which make no difference here.
    private static TorchTensor Tensor(IReadOnlyList<object?> arguments) =>
        arguments is [TorchStorage storage, long offset, PickleTuple size, PickleTuple stride, ..]
            ? new TorchTensor(storage, offset, Numbers(size), Numbers(stride)).Checked()
            : throw new InvalidDataException("it rebuilds a tensor from something else than storage, offset, sizes and strides");

    private static TorchTensor Parameter(IReadOnlyList<object?> arguments) => arguments is [TorchTensor tensor, ..]
        ? tensor : throw new InvalidDataException("it makes a parameter of something that is no tensor");

    private static long[] Numbers(PickleTuple tuple) =>
    [
        .. tuple.Items.Select(item => item is long number
            ? number : throw new InvalidDataException("it has a tensor whose sizes are no integers")),
    ];
}
