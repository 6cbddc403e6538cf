using System.Reflection;

namespace System.Device.Gpio.Tests;

/// <summary>
/// The public members of the subset lie inside the list of the official package's, OfficialSurface.txt. The list was
/// written from the package's published sources and reference pages (version 3.2.0), not from this assembly: a new
/// member is looked up there before it gets a line here.
/// </summary>
public sealed class OfficialSurfaceTests
{
    [Fact]
    public void PublicMembers_LieInsideTheOfficialOnes()
    {
        string[] official = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "OfficialSurface.txt"));

        IEnumerable<string> ours = typeof(GpioController).Assembly.GetExportedTypes().SelectMany(Members);

        Assert.Empty(ours.Except(official));
    }

    private static IEnumerable<string> Members(Type type)
    {
        string kind = type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsAbstract ? "abstract class" : "class";
        yield return $"{kind} {type.FullName} : {Name(type.BaseType)}";
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
            | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (FieldInfo field in type.GetFields(All).Where(field => field.IsPublic && field.Name != "value__"))
        {
            object? value = type.IsEnum ? $" = {Convert.ToInt32(field.GetRawConstantValue())}" : null;
            yield return $"{type.Name}.{field.Name} {Name(field.FieldType)}{value}";
        }

        IEnumerable<MethodBase> methods = [.. type.GetConstructors(All), .. type.GetMethods(All)];
        foreach (MethodBase method in methods.Where(method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly))
        {
            if ((method as MethodInfo)?.GetBaseDefinition().DeclaringType is { } first && first != type)
            {
                continue; // An override adds nothing to the surface.
            }

            yield return $"{type.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(Parameter))})"
                + $" {Access(method)}{Name((method as MethodInfo)?.ReturnType)}";
        }
    }

    private static string Access(MethodBase method)
        => (method.IsPublic ? string.Empty : method.IsFamily ? "protected " : "protected internal ")
            + (method.IsStatic ? "static " : string.Empty)
            + (method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : string.Empty);

    private static string Parameter(ParameterInfo parameter)
        => (parameter.IsOut ? "out " : string.Empty) + Name(parameter.ParameterType) + " " + parameter.Name
            + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue}" : string.Empty);

    private static string Name(Type? type) => type switch
    {
        null => "-",
        { IsByRef: true } => Name(type.GetElementType()),
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => type.Name,
    };
}
