/** The names of the months in the languages of Europe and its neighbours, as dates inflect and shorten them. */

const NAMES = [
  'january jan januar jän jänner jan januari janvier janv enero ene gennaio gen janeiro styczeń stycznia sty январь января ' +
    'янв leden ledna led január januára janvāris sausio ianuarie ιανουαρίου ιαν січень січня ocak oca siječnja януари gener ' +
    'tammikuuta tammikuu januarie janvar',
  'february feb februar febr feber februari februarie février févr fév fevr fev febrero febbraio fevereiro luty lutego lut ' +
    'февраль февраля фев февр únor února úno február februára vasario φεβρουαρίου φεβ лютий лютого şubat şub veljače ' +
    'февруари febrer helmikuuta helmikuu fevral',
  'march mar marc märz mär mrz mrt maart maa mars marzo março marzec marca март марта мар březen března bře marec március ' +
    'márc kovo martie μαρτίου μαρ березень березня mart ožujka març maaliskuuta maaliskuu maret',
  'april apr avril avr abril abr aprile kwiecień kwietnia kwi апрель апреля апр duben dubna dub apríl apríla április ápr ' +
    'balandžio aprilie απριλίου απρ квітень квітня nisan nis travnja априли huhtikuuta huhtikuu',
  'may mai mei maj maja mayo maggio mag maio май мая květen května kvě máj mája május máj gegužės μαΐου μαϊ травень травня ' +
    'mayıs svibnja maig toukokuuta toukokuu',
  'june jun juni juin junio giugno giu junho czerwiec czerwca cze июнь июня июн červen června čvn jún júna június jún ' +
    'birželio iunie ιουνίου ιουν червень червня haziran haz lipnja юни juny kesäkuuta kesäkuu',
  'july jul juli juillet juil julio luglio lug julho lipiec lipca lip июль июля июл červenec července čvc júl júla július júl ' +
    'liepos iulie ιουλίου ιουλ липень липня temmuz tem srpnja юли juliol heinäkuuta heinäkuu',
  'august aug augustus août aou agosto ago sierpień sierpnia sie август августа авг srpen srpna srp augusta augusztus ' +
    'rugpjūčio αυγούστου αυγ серпень серпня ağustos ağu kolovoza agost elokuuta elokuu agustus agu',
  'september sep sept septembre septiembre setiembre settembre setembro set wrzesień września wrz сентябрь сентября сен сент ' +
    'září zář septembra szeptember szept rugsėjo septembrie σεπτεμβρίου σεπ σεπτ вересень вересня eylül eyl rujna септември ' +
    'setembre syyskuuta syyskuu',
  'october oct oktober okt octobre octubre ottobre ott outubro out październik października paź октябрь октября окт říjen ' +
    'října říj október októbra októb spalio octombrie οκτωβρίου οκτ жовтень жовтня ekim eki октомври lokakuuta lokakuu',
  'november nov novembre noviembre novembro listopad listopada listopadu lis ноябрь ноября ноя нояб novembra novemberi lapkričio ' +
    'noiembrie νοεμβρίου νοε листопад листопада kasım kas studenoga studenog ноември marraskuuta marraskuu nopember',
  'december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des grudzień grudnia gru декабрь декабря ' +
    'дек prosinec prosince pro decembra gruodžio decembrie δεκεμβρίου δεκ грудень грудня aralık ara prosinca декември ' +
    'desembre joulukuuta joulukuu desember',
];

const NUMBER_BY_NAME = new Map(NAMES.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)));

/** The number of the month that a word names in any of the languages, 1–12; 0 for another word. */
export function monthOf(word: string | undefined): number {
  return NUMBER_BY_NAME.get((word ?? '').toLowerCase().replace('i̇', 'i')) ?? 0;
}
