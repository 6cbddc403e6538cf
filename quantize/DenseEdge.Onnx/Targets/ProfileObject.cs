using System.Text.Json;

namespace DenseEdge.Onnx.Targets;

/// <summary>
/// One JSON object of a profile. Every property that is missing, of another type, out of range or unknown is a fault;
/// reading goes on, so that all faults of a file are reported together.
/// </summary>
internal sealed class ProfileObject
{
    private readonly Dictionary<string, JsonElement> _properties = new(StringComparer.Ordinal);
    private readonly string _place;
    private readonly List<string> _faults;

    /// <summary>Starts to read an object.</summary>
    /// <param name="element">The object; anything else is a fault.</param>
    /// <param name="place">Where it is in the file, such as <c>precisions[1]</c>; empty for the file itself.</param>
    /// <param name="faults">Takes the faults.</param>
    /// <param name="known">The properties that the object may have.</param>
    public ProfileObject(JsonElement element, string place, List<string> faults, params ReadOnlySpan<string> known)
    {
        _place = place;
        _faults = faults;
        if (element.ValueKind != JsonValueKind.Object)
        {
            if (element.ValueKind != JsonValueKind.Undefined)
            {
                faults.Add($"{Name("")}: expected an object, found {Kind(element)}");
            }

            IsMissing = true;
            return;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                faults.Add($"{Name(property.Name)}: unknown property; known are {string.Join(", ", known.ToArray())}");
            }
            else if (!_properties.TryAdd(property.Name, property.Value))
            {
                faults.Add($"{Name(property.Name)}: given twice");
            }
        }
    }

    /// <summary>Whether there is no object at all; its properties are then no faults of their own.</summary>
    private bool IsMissing { get; }

    /// <summary>Whether the object has a property.</summary>
    public bool Has(string property) => _properties.ContainsKey(property);

    /// <summary>Reads a text that is not empty.</summary>
    public string Text(string property)
    {
        if (Get(property, JsonValueKind.String, "a text") is not { } element)
        {
            return "";
        }

        string text = element.GetString()!;
        if (text.Length == 0)
        {
            _faults.Add($"{Name(property)}: expected a text, found an empty one");
        }

        return text;
    }

    /// <summary>Reads a whole number within a range.</summary>
    public long Integer(string property, long minimum, long maximum)
    {
        if (Get(property, JsonValueKind.Number, "a number") is not { } element)
        {
            return minimum;
        }

        if (element.TryGetInt64(out long value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        _faults.Add($"{Name(property)}: expected a whole number from {minimum} to {maximum}, found {element.GetRawText()}");
        return minimum;
    }

    /// <summary>Reads true or false.</summary>
    public bool Boolean(string property)
    {
        JsonElement? element = Find(property);
        if (element is not { ValueKind: JsonValueKind.True or JsonValueKind.False })
        {
            Expected(property, "true or false", element);
            return false;
        }

        return element.Value.GetBoolean();
    }

    /// <summary>Reads one of several words.</summary>
    public T Choice<T>(string property, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        string word = Text(property);
        List<string> words = [];
        foreach ((string candidate, T value) in choices)
        {
            if (candidate == word)
            {
                return value;
            }

            words.Add(candidate);
        }

        if (word.Length > 0)
        {
            _faults.Add($"{Name(property)}: expected one of {string.Join(", ", words)}, found '{word}'");
        }

        return choices[0].Value;
    }

    /// <summary>Reads an element type by its ONNX name.</summary>
    public GraphElementType ElementType(string property) => ElementTypeNames.Parse(Text(property), Name(property), _faults);

    /// <summary>Reads an element type that may be left out.</summary>
    public GraphElementType? OptionalElementType(string property)
        => Has(property) ? ElementType(property) : null;

    /// <summary>Reads a list of element types.</summary>
    public IReadOnlyList<GraphElementType> ElementTypes(string property)
        => [.. Texts(property).Select(text => ElementTypeNames.Parse(text, Name(property), _faults))];

    /// <summary>Reads a list of texts without repetition.</summary>
    public IReadOnlyList<string> Texts(string property)
    {
        List<string> texts = [];
        foreach (JsonElement element in Array(property))
        {
            if (element.ValueKind != JsonValueKind.String)
            {
                _faults.Add($"{Name(property)}: expected texts, found {Kind(element)}");
            }
            else if (texts.Contains(element.GetString()!))
            {
                _faults.Add($"{Name(property)}: '{element.GetString()}' is given twice");
            }
            else
            {
                texts.Add(element.GetString()!);
            }
        }

        return texts;
    }

    /// <summary>Reads a list of whole numbers from 0 to 100.</summary>
    public IReadOnlyList<int> Integers(string property)
    {
        List<int> numbers = [];
        foreach (JsonElement element in Array(property))
        {
            if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int number) && number is >= 0 and <= 100)
            {
                numbers.Add(number);
            }
            else
            {
                _faults.Add($"{Name(property)}: expected whole numbers from 0 to 100, found {element.GetRawText()}");
            }
        }

        return numbers;
    }

    /// <summary>Reads an object within this one.</summary>
    public ProfileObject Object(string property, params ReadOnlySpan<string> known)
        => new(Get(property, JsonValueKind.Object, "an object") ?? default, Name(property), _faults, known);

    /// <summary>Reads a list of objects.</summary>
    public IReadOnlyList<ProfileObject> Objects(string property, params ReadOnlySpan<string> known)
    {
        List<ProfileObject> objects = [];
        foreach (JsonElement element in Array(property))
        {
            objects.Add(new ProfileObject(element, $"{Name(property)}[{objects.Count}]", _faults, known));
        }

        return objects;
    }

    /// <summary>Adds a fault that concerns one property.</summary>
    public void Fault(string property, string text) => _faults.Add($"{Name(property)}: {text}");

    private JsonElement[] Array(string property)
        => Get(property, JsonValueKind.Array, "a list") is { } element ? [.. element.EnumerateArray()] : [];

    private JsonElement? Get(string property, JsonValueKind kind, string expected)
    {
        JsonElement? element = Find(property);
        if (element?.ValueKind == kind)
        {
            return element;
        }

        Expected(property, expected, element);
        return null;
    }

    private JsonElement? Find(string property)
        => _properties.TryGetValue(property, out JsonElement element) ? element : null;

    private void Expected(string property, string expected, JsonElement? found)
    {
        if (!IsMissing)
        {
            _faults.Add($"{Name(property)}: expected {expected}, found {(found is { } element ? Kind(element) : "nothing")}");
        }
    }

    private string Name(string property) => (_place.Length, property.Length) switch
    {
        (0, 0) => "the file",
        (0, _) => property,
        (_, 0) => _place,
        _ => $"{_place}.{property}",
    };

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text '{element.GetString()}'",
        _ => element.GetRawText(),
    };
}
