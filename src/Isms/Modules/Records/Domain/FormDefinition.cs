using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Isms.Kernel.Access;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;

namespace Isms.Modules.Records.Domain;

/// <summary>What a field of a form takes.</summary>
public enum FieldType
{
    Text,
    LongText,

    /// <summary>A whole number.</summary>
    Integer,
    Number,

    /// <summary>An amount of money with at most two decimals.</summary>
    Money,

    /// <summary>A level from 1 to 5.</summary>
    Scale,

    /// <summary>A length of time in the person's own words (4 小时, 30 min).</summary>
    Duration,
    Date,
    DateTime,
    DateRange,
    DateTimeRange,
    YesNo,

    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>Any of the options.</summary>
    MultiChoice,
    Person,
    People,
    Department,
    Departments,

    /// <summary>A number or title of something kept elsewhere (asset, contract, document).</summary>
    Reference,
    References,

    /// <summary>Rows of the field's columns.</summary>
    Table,

    /// <summary>Who signed this field: the person at the screen, or somebody who signed on paper.</summary>
    Signature,

    /// <summary>Satisfied by files attached to the record.</summary>
    Files,

    /// <summary>Worked out by the field's formula whenever the record is saved.</summary>
    Computed,

    /// <summary>The record's own number.</summary>
    AutoNumber,

    /// <summary>Shown only to who filled it in and who controls records.</summary>
    Secret,

    /// <summary>A personal identity number: only its first four and last four characters are ever kept.</summary>
    Masked,
}

/// <summary>Who besides the one who filled it in, its signers and those who read everything may read a record.</summary>
public enum FormAccess
{
    /// <summary>The heads of its department.</summary>
    Department,

    /// <summary>Everybody.</summary>
    Everyone,

    /// <summary>Nobody: personal data and secrets.</summary>
    Restricted,
}

/// <summary>How often a form is due.</summary>
public enum FormFrequency { Event, Current, Daily, Weekly, Monthly, Quarterly, HalfYearly, Yearly }

/// <summary>What starts the retention period of a record.</summary>
public enum RetentionStart
{
    /// <summary>Its approval.</summary>
    Approval,

    /// <summary>It is kept for ever.</summary>
    Permanent,

    /// <summary>A newer one takes its place.</summary>
    Superseded,

    /// <summary>The end of what it is about, which somebody has to state: of the contract, the employment, the thing's life …</summary>
    Contract,
    Employment,
    Life,
    Project,
    Validity,
    Secrecy,
    Case,
}

/// <summary>How long a record is kept.</summary>
/// <param name="Years">0 to 100, counted from the start; 0 with <see cref="RetentionStart.Permanent"/>.</param>
public sealed record RetentionRule(RetentionStart From, int Years)
{
    /// <summary>The last day on which it is kept; null when it is kept for ever.</summary>
    /// <param name="startedOn">The day on which the period began.</param>
    public DateOnly? Until(DateOnly startedOn) => From == RetentionStart.Permanent ? null : startedOn.AddYears(Years);
}

/// <summary>How a signature of a form's route is found.</summary>
public enum SignerKind
{
    /// <summary>Whoever holds the office.</summary>
    Office,

    /// <summary>A person named by who fills in the form.</summary>
    Named,

    /// <summary>Somebody outside the organization, who signs the print by hand.</summary>
    Outside,
}

/// <summary>One signature of a form after that of who filled it in.</summary>
/// <param name="Zh">What the paper form calls it.</param>
/// <param name="Role">Code of the role, <c>records.role.{code}</c>.</param>
/// <param name="Office">With <see cref="SignerKind.Office"/>: which.</param>
public sealed record FormStep(string Zh, string En, SignatureMeaning Meaning, string Role, SignerKind By, Office? Office = null)
{
    public string Words(CultureInfo culture) => new Bilingual(Zh, En).In(culture);
}

/// <summary>Words in both languages; the Chinese ones are what is stored when one is chosen.</summary>
public sealed record FormWords(string Zh, string En)
{
    public string In(CultureInfo culture) => new Bilingual(Zh, En).In(culture);
}

/// <summary>A column of a table in a form.</summary>
/// <param name="Type">Text, number or date.</param>
public sealed record FormColumn(string Key, string Zh, string En, FieldType Type = FieldType.Text)
{
    public string Label(CultureInfo culture) => new Bilingual(Zh, En).In(culture);
}

/// <summary>A field of a form.</summary>
/// <param name="Key">Stable within the form: letters and digits.</param>
public sealed record FormField(string Key, string Zh, string En, FieldType Type)
{
    /// <summary>Must be filled in; others may be marked as none.</summary>
    public bool Required { get; init; }

    /// <summary>With a choice.</summary>
    public IReadOnlyList<FormWords> Options { get; init; } = [];

    /// <summary>With a table.</summary>
    public IReadOnlyList<FormColumn> Columns { get; init; } = [];

    /// <summary>With a reference: what kind of thing (<c>asset</c>, <c>contract</c>).</summary>
    public string? Target { get; init; }

    /// <summary>
    /// Filled in only when what was approved has been done: the record is signed without it, and a record that completes it is signed with it (execution, return, closure).
    /// </summary>
    public bool Later { get; init; }

    /// <summary>With a computed field: see <see cref="Formula"/>.</summary>
    public string? Formula { get; init; }

    public string Label(CultureInfo culture) => new Bilingual(Zh, En).In(culture);

    /// <summary>True when a person fills it in.</summary>
    [JsonIgnore]
    public bool IsAsked => Type is not (FieldType.Computed or FieldType.AutoNumber);
}

/// <summary>Everything a version of a form says: its names, fields, route, keeping. Frozen once approved.</summary>
public sealed record FormDefinition(string Zh, string En, string Owner, FormFrequency Frequency, RetentionRule Retention, FormAccess Access)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReadCommentHandling = JsonCommentHandling.Disallow,
    };

    /// <summary>What the signature of who filled it in is called.</summary>
    public FormWords Prepared { get; init; } = new("编制", "Prepared");

    /// <summary>The signatures after that, in order; none means that who filled it in signs alone.</summary>
    public IReadOnlyList<FormStep> Route { get; init; } = [];

    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>What the server holds beyond each field's own type.</summary>
    public IReadOnlyList<FormRule> Rules { get; init; } = [];

    /// <summary>True when a record is completed after its approval.</summary>
    [JsonIgnore]
    public bool HasLater => Fields.Any(f => f.Later);

    public string Name(CultureInfo culture) => new Bilingual(Zh, En).In(culture);

    public FormField? Find(string key) => Fields.FirstOrDefault(f => f.Key == key);

    /// <summary>The same text whenever the definition is the same.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <exception cref="JsonException">The text is no definition.</exception>
    public static FormDefinition Parse(string json) => JsonSerializer.Deserialize<FormDefinition>(json, Options) ?? throw new JsonException("A form's definition is empty.");

    internal static FormDefinition Read(JsonElement element) => element.Deserialize<FormDefinition>(Options) ?? throw new JsonException("A form's definition is empty.");
}
